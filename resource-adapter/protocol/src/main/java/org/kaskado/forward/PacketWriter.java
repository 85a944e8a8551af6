package org.kaskado.forward;

import java.util.EnumMap;
import java.util.Map;
import org.kaskado.net.Wire;
import org.kaskado.payload.DependencyDescriptor;
import org.kaskado.payload.PayloadFacts;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.ExtensionRewriter;
import org.kaskado.rtp.ExtensionValues;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.HeaderExtensions;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.rtp.Rtx;

/** Writes the packet that a viewer gets: a function of the source packet, the recipe and the negotiated extensions only. */
final class PacketWriter {
    /** The packet does not fit into the output array. */
    static final int NO_ROOM = ExtensionRewriter.NO_ROOM;

    private static final int FRAME_NUMBER_BITS = 16;
    private static final int FILLER_BYTES = 4;

    private final long ssrc;
    private final ExtensionRewriter extensions;
    private final int descriptorId;

    PacketWriter(ReceiverConfig config, ExtensionIds incoming) {
        ssrc = config.ssrc();
        Map<HeaderExtension, byte[]> own = new EnumMap<>(HeaderExtension.class);
        own.put(HeaderExtension.ABS_SEND_TIME, new byte[ExtensionValues.ABS_SEND_TIME_BYTES]);
        if (config.transport() != null) {
            own.put(HeaderExtension.TRANSPORT_CC, new byte[ExtensionValues.TRANSPORT_CC_BYTES]);
        }
        if (config.mid().length > 0) {
            own.put(HeaderExtension.MID, config.mid());
        }
        extensions = new ExtensionRewriter(incoming, config.extensions(), own, config.isTwoByteAllowed());
        boolean isPassed = incoming.idOf(HeaderExtension.DEPENDENCY_DESCRIPTOR) != ExtensionIds.ABSENT;
        descriptorId = isPassed ? config.extensions().idOf(HeaderExtension.DEPENDENCY_DESCRIPTOR) : ExtensionIds.ABSENT;
    }

    /** Writes the packet at index 0 of {@code out}; the new length, or {@link #NO_ROOM}. */
    int write(byte[] data, int offset, int length, Outgoing recipe, byte[] out) {
        int written = extensions.rewrite(data, offset, length, out, 0);
        if (written == NO_ROOM) {
            return NO_ROOM;
        }
        writeFixed(recipe, out);
        stamp(recipe, out);
        writePicture(recipe, out);
        return written;
    }

    /** A packet of padding: header, then padding only. */
    int writeFiller(Outgoing recipe, byte[] out) {
        RtpHeader.begin(out, 0);
        writeFixed(recipe, out);
        return RtpHeader.addPadding(out, 0, RtpHeader.FIXED_BYTES, FILLER_BYTES);
    }

    /** Makes a retransmission of the packet just written. */
    int writeRtx(byte[] in, int length, Outgoing recipe, byte[] out) {
        int written = Rtx.encapsulate(in, 0, length, out, 0);
        stamp(recipe, out);
        return written;
    }

    private void writeFixed(Outgoing recipe, byte[] out) {
        RtpHeader.setPayloadType(out, 0, recipe.payloadType);
        RtpHeader.setMarked(out, 0, recipe.isMarked);
        RtpHeader.setSequenceNumber(out, 0, (int) recipe.sequence);
        RtpHeader.setTimestamp(out, 0, recipe.timestamp);
        RtpHeader.setSsrc(out, 0, ssrc);
    }

    private void stamp(Outgoing recipe, byte[] out) {
        int at = extensions.position(HeaderExtension.ABS_SEND_TIME);
        if (at != HeaderExtensions.ABSENT) {
            Wire.put24(out, at, recipe.absSendTime);
        }
        at = extensions.position(HeaderExtension.TRANSPORT_CC);
        if (at != HeaderExtensions.ABSENT) {
            Wire.put16(out, at, recipe.transportSequence);
        }
    }

    private void writePicture(Outgoing recipe, byte[] out) {
        int payload = RtpHeader.payloadOffset(out, 0);
        if (recipe.pictureIdBits == FRAME_NUMBER_BITS) {
            int at = HeaderExtensions.find(out, 0, descriptorId);
            if (at != HeaderExtensions.ABSENT) {
                Wire.put16(out, at + DependencyDescriptor.FRAME_NUMBER_OFFSET, recipe.pictureId);
            }
        } else if (recipe.pictureIdBits > 0) {
            PayloadFacts.putPictureId(out, payload + recipe.pictureIdAt, recipe.pictureIdBits, recipe.pictureId);
        }
        if (recipe.tl0PicIdxAt != Outgoing.ABSENT) {
            out[payload + recipe.tl0PicIdxAt] = (byte) recipe.tl0PicIdx;
        }
    }
}
