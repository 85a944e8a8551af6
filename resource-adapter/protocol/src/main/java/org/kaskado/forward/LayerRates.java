package org.kaskado.forward;

import java.util.concurrent.TimeUnit;

/** Bit rates of an encoding's layers over the last full second; a layer that is silent keeps its last rate. */
final class LayerRates {
    private static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int LAYERS = Layers.MAX_LAYER + 1;

    private final long[] bytes = new long[LAYERS * LAYERS];
    private final long[] bps = new long[LAYERS * LAYERS];
    private long windowNs;
    private boolean hasWindow;
    private int topSpatial;
    private int topTemporal;
    private int seenSpatial;
    private int seenTemporal;

    void count(SourcePacket packet) {
        if (!hasWindow) {
            hasWindow = true;
            windowNs = packet.nowNs;
        }
        long elapsedNs = packet.nowNs - windowNs;
        if (elapsedNs >= WINDOW_NS) {
            roll(elapsedNs);
            windowNs = packet.nowNs;
        }
        int spatial = packet.facts.spatialLayer();
        int temporal = packet.facts.temporalLayer();
        topSpatial = Math.max(topSpatial, spatial);
        topTemporal = Math.max(topTemporal, temporal);
        seenSpatial = Math.max(seenSpatial, spatial);
        seenTemporal = Math.max(seenTemporal, temporal);
        bytes[spatial * LAYERS + temporal] += packet.length;
    }

    private void roll(long elapsedNs) {
        // after a pause the window is mostly empty and says nothing
        boolean isWhole = elapsedNs < WINDOW_NS * 3 / 2;
        for (int cell = 0; cell < bytes.length; cell++) {
            if (isWhole && bytes[cell] > 0) {
                bps[cell] = bytes[cell] * 8 * WINDOW_NS / elapsedNs;
            }
            bytes[cell] = 0;
        }
        topSpatial = isWhole ? seenSpatial : topSpatial;
        topTemporal = isWhole ? seenTemporal : topTemporal;
        seenSpatial = 0;
        seenTemporal = 0;
    }

    /** The highest layer of the last second, or now. */
    int topSpatial() {
        return topSpatial;
    }

    int topTemporal() {
        return topTemporal;
    }

    /** All layers up to these together; 0 when they were never measured. */
    long bps(int spatial, int temporal) {
        long sum = 0;
        for (int s = 0; s <= Math.min(spatial, topSpatial); s++) {
            for (int t = 0; t <= Math.min(temporal, topTemporal); t++) {
                sum += bps[s * LAYERS + t];
            }
        }
        return sum;
    }
}
