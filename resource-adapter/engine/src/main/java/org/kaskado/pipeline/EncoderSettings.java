package org.kaskado.pipeline;

/** Bit rates of the encoders behind an element, bits per second; a bound pulls the others along. */
final class EncoderSettings {
    private static final int DEFAULT_BPS = 300_000; // what the catalogue promises before anybody asks for another

    private int bitrateBps = DEFAULT_BPS;
    private int minimumBps;
    private int maximumBps = Integer.MAX_VALUE;
    private Choice choice = Choice.BY_SIZE;

    private enum Choice {
        BY_SIZE,
        SET
    }

    int bitrateBps() {
        return bitrateBps;
    }

    int minimumBps() {
        return minimumBps;
    }

    int maximumBps() {
        return maximumBps;
    }

    /** What encoders are told: 0 (a default by picture size) until somebody set a rate. */
    int aimBps() {
        return choice == Choice.SET ? bitrateBps : 0;
    }

    void bitrate(int bps) {
        bitrateBps = clamp(bps);
        choice = Choice.SET;
    }

    void minimum(int bps) {
        minimumBps = Math.max(0, bps);
        maximumBps = Math.max(maximumBps, minimumBps);
        clampRate();
    }

    void maximum(int bps) {
        maximumBps = Math.max(minimumBps, bps);
        clampRate();
    }

    private void clampRate() {
        int clamped = clamp(bitrateBps);
        if (clamped != bitrateBps) {
            bitrate(clamped);
        }
    }

    private int clamp(int bps) {
        return Math.max(minimumBps, Math.min(maximumBps, bps));
    }
}
