package org.kaskado.worker.frame.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVRational;

/** Pictures per second as a fraction; {@link #UNKNOWN} for sound and for sources that do not say. */
public record FrameRate(int num, int den) {
    public static final FrameRate UNKNOWN = new FrameRate(0, 1);

    /** What is assumed when nothing is known: the most common rate of cameras. */
    private static final FrameRate ASSUMED = new FrameRate(30, 1);

    /** Above this a declared rate is a time base in disguise, not a rate. */
    private static final int MAX_PER_SECOND = 240;

    public static FrameRate of(AVRational rational) {
        boolean isPlausible =
                rational.num() > 0 && rational.den() > 0 && rational.num() <= (long) MAX_PER_SECOND * rational.den();
        return isPlausible ? new FrameRate(rational.num(), rational.den()) : UNKNOWN;
    }

    public boolean isKnown() {
        return num > 0;
    }

    public FrameRate orAssumed() {
        return isKnown() ? this : ASSUMED;
    }

    public double perSecond() {
        return (double) num / den;
    }

    public AVRational toRational() {
        return Ffmpeg.rational(num, den);
    }
}
