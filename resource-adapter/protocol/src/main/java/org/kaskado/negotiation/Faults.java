package org.kaskado.negotiation;

import org.jspecify.annotations.Nullable;

/** Keeps the first thing that is wrong with a description; readers go on with harmless values and look here at the end. */
final class Faults {
    private @Nullable NegotiationError first;

    void add(NegotiationError.Reason reason, String message) {
        if (first == null) {
            first = new NegotiationError(reason, message);
        }
    }

    void malformed(String message) {
        add(NegotiationError.Reason.MALFORMED, message);
    }

    void mismatch(String message) {
        add(NegotiationError.Reason.MISMATCH, message);
    }

    @Nullable
    NegotiationError first() {
        return first;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** The value when nothing was wrong. */
    <T> Outcome<T> outcome(T value) {
        return first == null ? Outcome.of(value) : Outcome.failed(first);
    }
}
