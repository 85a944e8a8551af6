package org.kaskado.stun;

import java.util.random.RandomGenerator;
import org.kaskado.net.Wire;

/** The 96 bits that join a response to its request (RFC 8489 §5). */
public record TransactionId(int high, long low) {
    static final int BYTES = 12;

    /** Must come from a cryptographically strong generator: an attacker off the path cannot answer what he cannot guess. */
    public static TransactionId random(RandomGenerator random) {
        return new TransactionId(random.nextInt(), random.nextLong());
    }

    static TransactionId read(byte[] data, int offset) {
        return new TransactionId(Wire.getInt(data, offset), Wire.get64(data, offset + 4));
    }

    void write(byte[] data, int offset) {
        Wire.put32(data, offset, high);
        Wire.put64(data, offset + 4, low);
    }
}
