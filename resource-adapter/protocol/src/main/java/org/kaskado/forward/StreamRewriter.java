package org.kaskado.forward;

import org.kaskado.payload.PayloadFacts;

/** What makes one stream of the parts of many: sequence numbers, timestamps and picture ids that go on. */
final class StreamRewriter {
    private final IndexRewriter sequence;
    private final TimestampRewriter timestamps = new TimestampRewriter();
    private final PictureRewriter pictures = new PictureRewriter();

    StreamRewriter(int window, long firstSequence) {
        sequence = new IndexRewriter(window, firstSequence);
    }

    long nextSequence() {
        return sequence.next();
    }

    int lastTimestamp() {
        return timestamps.last();
    }

    /** The outgoing timestamp of a source timestamp, 32 bits, unsigned. */
    long timestamp(long sourceTimestamp) {
        return timestamps.rewrite(sourceTimestamp) & 0xFFFF_FFFFL;
    }

    boolean isNewest(SourcePacket packet) {
        return sequence.isNewest(packet.sequence);
    }

    /** The stream goes on with this packet; see {@link TimestampRewriter#restart}. */
    void restart(SourcePacket packet, int clockRateHz, boolean hasAlignment, int alignment) {
        sequence.restart(packet.sequence);
        pictures.restart(packet);
        timestamps.restart(packet, clockRateHz, hasAlignment, alignment);
    }

    /** The packet is not sent; answers the number that had been kept for it, or {@link IndexRewriter#NONE}. */
    long drop(SourcePacket packet, boolean closesPictureGaps) {
        if (packet.isMedia) {
            pictures.drop(packet, closesPictureGaps);
        }
        return sequence.drop(packet.sequence);
    }

    /** Fills the recipe but for payload type and transport number; false when the packet has no number of its own. */
    boolean rewrite(SourcePacket packet, int topSpatial, Outgoing into) {
        boolean isNewest = sequence.isNewest(packet.sequence);
        long index = sequence.claim(packet.sequence);
        if (index == IndexRewriter.NONE) {
            return false;
        }
        PayloadFacts facts = packet.facts;
        into.sequence = index;
        into.encoding = packet.encoding;
        into.sourceSequence = packet.sequence;
        into.timestamp = timestamps.rewrite(packet);
        into.isMarked = packet.isMarked || (facts.endsFrame() && facts.spatialLayer() == topSpatial);
        into.isFiller = false;
        into.absSendTime = packet.absSendTime;
        into.pictureIdBits = facts.pictureIdBits();
        if (packet.hasPictureId()) {
            into.pictureId = (int) pictures.pictureId(packet);
            into.pictureIdAt = facts.pictureIdOffset() - packet.payloadOffset;
        }
        boolean hasTl0 = facts.tl0PicIdx() != PayloadFacts.ABSENT;
        into.tl0PicIdxAt = hasTl0 ? facts.tl0PicIdxOffset() - packet.payloadOffset : Outgoing.ABSENT;
        into.tl0PicIdx = hasTl0 ? pictures.tl0PicIdx(packet, isNewest) : 0;
        return true;
    }
}
