package org.kaskado.feedback;

/** What a {@link NackGenerator} wants done. */
public interface NackOutput {
    /**
     * Ask the source for these packets again.
     *
     * @param sequenceNumbers rising modulo 2^16; borrowed, changes after the call
     * @param count how many of the array are meant, from 1
     */
    void nack(int[] sequenceNumbers, int count);

    /** Packets will not be asked for any more: video needs a key frame to go on. */
    void gaveUp(int packets);
}
