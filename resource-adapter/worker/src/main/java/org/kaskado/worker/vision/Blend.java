package org.kaskado.worker.vision;

/** Lays one row of samples over another. Pure. */
public final class Blend {
    private static final int OPAQUE = 255;

    private Blend() {}

    /**
     * Mixes samples into the whole target, from sample {@code from} of the source on.
     *
     * @param alpha 0 keeps the target, 255 takes the source
     * @param alphaStep 1 for brightness; 2 for colour, whose planes are half as wide as that of the alpha
     */
    public static void row(byte[] target, byte[] source, byte[] alpha, int alphaStep, int from) {
        for (int i = 0; i < target.length; i++) {
            int at = from + i;
            int a = alpha[at * alphaStep] & 0xFF;
            if (a == OPAQUE) {
                target[i] = source[at];
            } else if (a != 0) {
                int mixed = (target[i] & 0xFF) * (OPAQUE - a) + (source[at] & 0xFF) * a;
                target[i] = (byte) ((mixed + OPAQUE / 2) / OPAQUE);
            }
        }
    }
}
