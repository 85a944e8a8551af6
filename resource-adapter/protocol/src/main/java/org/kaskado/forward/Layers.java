package org.kaskado.forward;

/**
 * Which part of a source a receiver gets.
 *
 * @param encoding index of a simulcast encoding, from 0 (lowest)
 * @param spatial highest spatial layer within it, 0 to 7
 * @param temporal highest temporal layer within it, 0 to 7
 */
public record Layers(int encoding, int spatial, int temporal) {
    /** RFC 9628 §4.2: SID and TID have three bits. */
    public static final int MAX_LAYER = 7;

    public Layers {
        if (encoding < 0 || spatial < 0 || spatial > MAX_LAYER || temporal < 0 || temporal > MAX_LAYER) {
            throw new IllegalArgumentException("encoding must be 0 or more, layers 0 to 7, not encoding " + encoding
                    + ", spatial " + spatial + ", temporal " + temporal);
        }
    }

    /** All layers of an encoding. */
    public static Layers all(int encoding) {
        return new Layers(encoding, MAX_LAYER, MAX_LAYER);
    }
}
