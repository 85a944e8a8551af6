package org.kaskado.dtls;

/** Where a DTLS transport is; the package description draws the moves. */
public enum DtlsState {
    NEW,
    CONNECTING,
    CONNECTED,
    CLOSED,
    FAILED;

    /** Whether a transport in this state may go to the next one. */
    public boolean mayBecome(DtlsState next) {
        return switch (this) {
            case NEW -> next == CONNECTING || next == CLOSED;
            case CONNECTING -> next == CONNECTED || next == CLOSED || next == FAILED;
            case CONNECTED -> next == CLOSED || next == FAILED;
            case CLOSED, FAILED -> false;
        };
    }

    /** Whether nothing will happen any more. */
    public boolean isFinal() {
        return this == CLOSED || this == FAILED;
    }
}
