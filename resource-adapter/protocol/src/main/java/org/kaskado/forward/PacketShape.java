package org.kaskado.forward;

import java.util.EnumMap;
import java.util.Map;
import org.kaskado.net.PacketPool;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.ExtensionRewriter;
import org.kaskado.rtp.ExtensionValues;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.HeaderExtensions;
import org.kaskado.rtp.RtpHeader;

/**
 * The part of an outgoing packet that is equal for all receivers with the same extensions: it is written once per source
 * packet, and each receiver only changes its own fields in it.
 */
final class PacketShape {
    /** The packet does not fit. */
    static final int NO_ROOM = ExtensionRewriter.NO_ROOM;

    private static final long NOTHING = -1;

    final byte[] bytes = new byte[PacketPool.BUFFER_BYTES];
    int payload;
    int mid;
    int absSendTime;
    int transportSequence;
    int descriptor;
    private final ReceiverConfig model;
    private final ExtensionRewriter extensions;
    private final int descriptorId;
    private long prepared = NOTHING;
    private int length;
    private int users;

    PacketShape(ReceiverConfig model, ExtensionIds incoming) {
        this.model = model;
        Map<HeaderExtension, byte[]> own = new EnumMap<>(HeaderExtension.class);
        own.put(HeaderExtension.ABS_SEND_TIME, new byte[ExtensionValues.ABS_SEND_TIME_BYTES]);
        if (model.transport() != null) {
            own.put(HeaderExtension.TRANSPORT_CC, new byte[ExtensionValues.TRANSPORT_CC_BYTES]);
        }
        if (model.mid().length > 0) {
            own.put(HeaderExtension.MID, model.mid());
        }
        extensions = new ExtensionRewriter(incoming, model.extensions(), own, model.isTwoByteAllowed());
        boolean isPassed = incoming.idOf(HeaderExtension.DEPENDENCY_DESCRIPTOR) != ExtensionIds.ABSENT;
        descriptorId = isPassed ? model.extensions().idOf(HeaderExtension.DEPENDENCY_DESCRIPTOR) : ExtensionIds.ABSENT;
    }

    boolean fits(ReceiverConfig config) {
        return config.extensions().equals(model.extensions())
                && config.isTwoByteAllowed() == model.isTwoByteAllowed()
                && config.mid().length == model.mid().length
                && (config.transport() == null) == (model.transport() == null);
    }

    PacketShape use() {
        users++;
        return this;
    }

    /** False when nobody uses it any more. */
    boolean leave() {
        users--;
        return users > 0;
    }

    /** Writes the packet, unless it was the last one written; its new length, or {@link #NO_ROOM}. */
    int prepare(SourcePacket packet) {
        if (prepared != packet.serial) {
            length = write(packet.data, packet.offset, packet.length);
            prepared = packet.serial;
        }
        return length;
    }

    /** Writes a packet in any case. */
    int write(byte[] data, int offset, int bytesOfPacket) {
        prepared = NOTHING;
        int written = extensions.rewrite(data, offset, bytesOfPacket, bytes, 0);
        if (written == NO_ROOM) {
            return NO_ROOM;
        }
        payload = RtpHeader.payloadOffset(bytes, 0);
        mid = extensions.position(HeaderExtension.MID);
        absSendTime = extensions.position(HeaderExtension.ABS_SEND_TIME);
        transportSequence = extensions.position(HeaderExtension.TRANSPORT_CC);
        descriptor = descriptorId == ExtensionIds.ABSENT
                ? HeaderExtensions.ABSENT
                : HeaderExtensions.find(bytes, 0, descriptorId);
        return written;
    }
}
