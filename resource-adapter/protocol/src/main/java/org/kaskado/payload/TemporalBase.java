package org.kaskado.payload;

import org.kaskado.payload.VideoDepacketizer.AfterLoss;

/** Follows TL0PICIDX (RFC 7741 §4.2, RFC 9628 §4.2) to tell which losses touch the base layer, on which all else rests. */
final class TemporalBase {
    private int delivered = PayloadFacts.ABSENT;
    private int seen = PayloadFacts.ABSENT;
    private int layer;
    private boolean isSync;

    void see(PayloadFacts facts) {
        seen = facts.tl0PicIdx();
        layer = facts.temporalLayer();
        isSync = facts.isSwitchingUpPoint();
    }

    AfterLoss afterLoss() {
        if (seen == PayloadFacts.ABSENT || delivered == PayloadFacts.ABSENT) {
            return AfterLoss.BROKEN;
        }
        if (layer == 0) {
            return seen == (delivered + 1 & 0xFF) ? AfterLoss.DECODABLE : AfterLoss.BROKEN;
        }
        if (seen != delivered) {
            return AfterLoss.BROKEN;
        }
        return isSync ? AfterLoss.DECODABLE : AfterLoss.SKIPPED;
    }

    void delivered() {
        delivered = seen;
    }
}
