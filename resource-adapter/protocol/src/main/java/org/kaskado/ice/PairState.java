package org.kaskado.ice;

/** RFC 8445 §6.1.2.6. */
enum PairState {
    FROZEN,
    WAITING,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED;

    /** Whether a check may still bring an answer. */
    boolean isUnresolved() {
        return this == FROZEN || this == WAITING || this == IN_PROGRESS;
    }
}
