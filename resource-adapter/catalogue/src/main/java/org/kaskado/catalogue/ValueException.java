package org.kaskado.catalogue;

/** A value does not fit its descriptor; the message is the one that clients of the Kurento Protocol see. */
public final class ValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why; each protocol maps it to a code of its own (Kurento Protocol: 40001, 40003, 40107). */
    public enum Reason {
        /** Missing, or of another kind. */
        MARSHALL,
        /** A marked complex value whose type is unknown or unfit. */
        TYPE,
        /** Of the right kind but outside the bounds. */
        ILLEGAL
    }

    private final Reason reason;

    public ValueException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
