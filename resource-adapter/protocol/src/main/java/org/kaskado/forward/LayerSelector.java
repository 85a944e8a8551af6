package org.kaskado.forward;

import org.kaskado.payload.PayloadFacts;

/**
 * Which packets of a source a receiver gets: moves from the current layers to the wanted ones where the stream allows it.
 * Encodings change at a key frame; a spatial layer is added at a picture that does not need earlier ones of it; a temporal
 * layer at a switching point; layers are taken away at the next frame.
 */
final class LayerSelector {
    /** What happens to a packet. */
    enum Decision {
        FORWARD,
        /** Forward it; the stream goes on here with another encoding or after a pause. */
        SWITCH,
        /** Of the current encoding, yet not wanted. */
        DROP,
        /** Of another encoding. */
        IGNORE
    }

    private static final int NONE = -1;
    /** A frame number of 16 bits comes from a dependency descriptor, whose switch indication is about frames to come. */
    private static final int DESCRIPTOR_BITS = 16;

    private int encoding = NONE;
    private int spatial;
    private int temporal;
    private int pictureTop;
    private int targetEncoding = NONE;
    private int targetSpatial;
    private int targetTemporal;

    void select(Layers target) {
        targetEncoding = target.encoding();
        targetSpatial = target.spatial();
        targetTemporal = target.temporal();
    }

    /** Nothing is forwarded until the next {@link #select} and a key frame. */
    void pause() {
        encoding = NONE;
        targetEncoding = NONE;
    }

    /** The source begins anew: as after a pause, with the same target. */
    void forget() {
        encoding = NONE;
    }

    /** The encoding being forwarded, or -1. */
    int encoding() {
        return encoding;
    }

    int spatial() {
        return spatial;
    }

    int temporal() {
        return temporal;
    }

    /** The spatial layer with which the current picture ends for the receiver, if the source does not end it before. */
    int pictureTop() {
        return pictureTop;
    }

    boolean uses(int candidate) {
        return candidate == encoding || candidate == targetEncoding;
    }

    /** Whether a key frame of this encoding is waited for. */
    boolean awaits(int candidate, int topSpatial) {
        if (candidate != targetEncoding) {
            return false;
        }
        return encoding != candidate || spatial < Math.min(targetSpatial, topSpatial);
    }

    /** @param isNewest whether nothing after it has been seen */
    Decision decide(SourcePacket packet, boolean isNewest) {
        PayloadFacts facts = packet.facts;
        if (packet.encoding != encoding) {
            if (packet.encoding != targetEncoding || !packet.isMedia || !facts.startsKeyFrame()) {
                return Decision.IGNORE;
            }
            encoding = targetEncoding;
            spatial = 0;
            pictureTop = targetSpatial;
            temporal = targetTemporal;
            return Decision.SWITCH;
        }
        if (!packet.isMedia) {
            return Decision.DROP;
        }
        if (isNewest && facts.startsFrame()) {
            adaptSpatial(facts);
            adaptTemporal(facts);
        }
        return facts.spatialLayer() > spatial || facts.temporalLayer() > temporal ? Decision.DROP : Decision.FORWARD;
    }

    private void adaptSpatial(PayloadFacts facts) {
        int layer = facts.spatialLayer();
        if (layer == 0) {
            spatial = Math.min(spatial, targetSpatial);
            // a picture that needs no earlier one may bring layers that were not forwarded yet
            pictureTop = facts.isInterPicturePredicted() ? spatial : targetSpatial;
        } else if (layer == spatial + 1 && layer <= targetSpatial && !facts.isInterPicturePredicted()) {
            spatial = layer;
            pictureTop = Math.max(pictureTop, layer);
        }
    }

    private void adaptTemporal(PayloadFacts facts) {
        if (facts.spatialLayer() != 0) {
            return;
        }
        int layer = facts.temporalLayer();
        if (targetTemporal < temporal || facts.startsKeyFrame()) {
            temporal = targetTemporal;
        } else if (facts.isSwitchingUpPoint() && temporal < targetTemporal) {
            if (layer == temporal + 1) {
                temporal = layer;
            } else if (layer <= temporal && facts.pictureIdBits() == DESCRIPTOR_BITS) {
                temporal = targetTemporal;
            }
        }
    }
}
