package org.kaskado.sctp;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/**
 * A received SACK (RFC 9260 §3.3.4).
 *
 * <pre>
 * | cumulative TSN ack 32 | a_rwnd 32 | gap blocks 16 | duplicates 16 | blocks: start 16, end 16 … | duplicate TSNs 32 … |
 * </pre>
 *
 * @param cumulativeTsn extended
 */
record SackView(byte[] data, int blocksAt, long cumulativeTsn, long windowBytes, int blocks) {
    private static final int FIXED_BYTES = 12;

    /** Null when it is shorter than it says. */
    static @Nullable SackView of(byte[] data, int at, int length, long referenceTsn) {
        if (length < FIXED_BYTES) {
            return null;
        }
        int blocks = Wire.get16(data, at + 8);
        int duplicates = Wire.get16(data, at + 10);
        if (length < FIXED_BYTES + 4 * blocks + 4 * duplicates) {
            return null;
        }
        long cumulative = Serial.extend(referenceTsn, Wire.get32(data, at));
        return new SackView(data, at + FIXED_BYTES, cumulative, Wire.get32(data, at + 4), blocks);
    }

    long first(int block) {
        return cumulativeTsn + Wire.get16(data, blocksAt + 4 * block);
    }

    long last(int block) {
        return cumulativeTsn + Wire.get16(data, blocksAt + 4 * block + 2);
    }
}
