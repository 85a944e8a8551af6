package org.kaskado.forward;

import java.util.concurrent.TimeUnit;

/**
 * How layers follow the estimate.
 *
 * @param upFactor a step up is taken when the estimate is at least this many times what it needs: 1 to 3
 * @param holdNs and has been for this long
 * @param pausesTracks whether a track whose lowest step does not fit gets nothing; otherwise it gets that step
 */
public record LayerChoiceConfig(double upFactor, long holdNs, boolean pausesTracks) {
    public LayerChoiceConfig {
        if (!(upFactor >= 1 && upFactor <= 3)) {
            throw new IllegalArgumentException("upFactor must be 1 to 3, not " + upFactor);
        }
        if (holdNs < 0) {
            throw new IllegalArgumentException("holdNs must not be negative, not " + holdNs);
        }
    }

    /** 15 % of room, for 2 s; tracks that do not fit are paused. */
    public static LayerChoiceConfig standard() {
        return new LayerChoiceConfig(1.15, TimeUnit.SECONDS.toNanos(2), true);
    }

    /** The same, yet every track gets at least its lowest step. */
    public static LayerChoiceConfig neverPausing() {
        return new LayerChoiceConfig(1.15, TimeUnit.SECONDS.toNanos(2), false);
    }
}
