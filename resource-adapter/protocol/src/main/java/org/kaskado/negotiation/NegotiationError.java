package org.kaskado.negotiation;

/**
 * Why a description was refused; nothing changed then.
 *
 * @param reason for the table of error codes
 * @param message a sentence that names what was found and what was expected
 */
public record NegotiationError(Reason reason, String message) {
    /** Kinds of refusal. */
    public enum Reason {
        /** Not a session description, or a field of it is wrong. */
        MALFORMED,
        /** Not now: see {@link SignallingState}. */
        WRONG_STATE,
        /** Several tracks in one m-section. */
        PLAN_B,
        /** The answer does not fit its offer, or the offer does not fit the session that it changes. */
        MISMATCH,
        /** ICE credentials, fingerprint, DTLS role or SDES key are missing or impossible. */
        MISSING_SECURITY,
        /** Well said, but beyond what we do. */
        UNSUPPORTED
    }

    @Override
    public String toString() {
        return reason + ": " + message;
    }
}
