package org.kaskado.forward;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.payload.DependencyDescriptor;
import org.kaskado.payload.PayloadFacts;
import org.kaskado.payload.PayloadPeek;
import org.kaskado.rtp.ExtendedSequence;
import org.kaskado.rtp.ExtensionIds;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.HeaderExtensions;
import org.kaskado.rtp.RtpHeader;

/** One encoding of a source: its sequence, its cached packets, its rates, its wish for a key frame, its sender report. */
final class SourceEncoding {
    /** So many packets from the past mean that the publisher has started its numbers anew. */
    private static final int RESTART_AFTER_LATE = 64;
    /** An encoding that somebody wants is taken for stopped after this silence. */
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(2);

    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(30);

    final int index;
    final PacketRing packets;
    final LayerRates rates = new LayerRates();
    final KeyFrameWish keyFrame;
    final ExtendedSequence sequence = new ExtendedSequence();
    boolean isWanted;
    long wantedNs;
    long lastPacketNs;
    boolean hasReport;
    long reportNtp;
    long reportTimestamp;
    long reportNs;
    private final PayloadPeek peek;
    private final int descriptorId;
    private final @Nullable DependencyDescriptor descriptor;
    private int late;
    private boolean isSilent;
    private long silentNs;
    private long pictureIndex;
    private int pictureBits;

    SourceEncoding(int index, ForwardSourceConfig config) {
        this.index = index;
        packets = new PacketRing(config.cachePackets());
        keyFrame = new KeyFrameWish(config.keyFrameIntervalNs());
        peek = PayloadPeek.of(config.codec());
        descriptorId = config.extensions().idOf(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        descriptor = descriptorId == ExtensionIds.ABSENT ? null : new DependencyDescriptor();
    }

    /** Places the packet in the sequence and reads it; NONE means that it shall be forwarded. */
    Drop read(PacketBuffer packet, SourcePacket into) {
        int number = RtpHeader.sequenceNumber(into.data, into.offset);
        long extended = sequence.update(number);
        if (packets.contains(extended)) {
            return Drop.DUPLICATE;
        }
        if (extended <= sequence.newest() - packets.size()) {
            late++;
            return Drop.LATE;
        }
        late = 0;
        lastPacketNs = into.nowNs;
        isSilent = false;
        packets.put(extended, packet);
        into.sequence = extended;
        describe(into);
        return Drop.NONE;
    }

    /** Whether the publisher has started its numbers anew; the encoding then has forgotten the old ones. */
    boolean restartIfDue() {
        if (late < RESTART_AFTER_LATE) {
            return false;
        }
        restart();
        return true;
    }

    /** Forgets the numbers, and the clock that went with them. */
    void restart() {
        late = 0;
        packets.clear();
        sequence.reset();
        pictureBits = 0;
        hasReport = false;
    }

    /** Fills what depends on the payload, of a packet whose sequence is known. */
    void describe(SourcePacket into) {
        into.encoding = index;
        int at = into.payloadOffset;
        into.isMedia = into.payloadLength() > 0 && peek.peek(into.data, at, into.payloadLength(), into.facts);
        if (into.isMedia && descriptor != null) {
            int element = HeaderExtensions.find(into.data, into.offset, descriptorId);
            if (element != HeaderExtensions.ABSENT) {
                int length = HeaderExtensions.lengthAt(into.data, into.offset, element);
                into.isMedia = descriptor.read(into.data, element, length, into.facts);
            }
        }
        if (into.isMedia && into.hasPictureId()) {
            into.pictureIndex = unwrapPicture(into.facts);
        }
    }

    private long unwrapPicture(PayloadFacts facts) {
        int bits = facts.pictureIdBits();
        if (bits != pictureBits) {
            pictureBits = bits;
            pictureIndex = (1L << 16) + facts.pictureId();
            return pictureIndex;
        }
        int shift = 32 - bits;
        long extended = pictureIndex + ((facts.pictureId() - (int) pictureIndex) << shift >> shift);
        pictureIndex = Math.max(pictureIndex, extended);
        return extended;
    }

    boolean isAvailable(long nowNs) {
        if (isWanted && nowNs - Math.max(lastPacketNs, wantedNs) >= SILENCE_NS) {
            isSilent = true;
            silentNs = nowNs;
        }
        return !isSilent || nowNs - silentNs >= RETRY_NS;
    }

    void onReport(long nowNs, long ntp, long timestamp) {
        hasReport = true;
        reportNtp = ntp;
        reportTimestamp = timestamp;
        reportNs = nowNs;
    }
}
