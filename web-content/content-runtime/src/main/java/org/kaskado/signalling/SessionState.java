package org.kaskado.signalling;

/** Where a session is in its life. */
public enum SessionState {
    /** Made by a command; the client has not asked for content yet. */
    IDLE,
    /** The handler has been asked and has not decided. */
    HANDLING,
    /** The handler has called start, and the answer is being made. */
    STARTING,
    /** The client has its answer; media may flow. */
    ACTIVE,
    /** Over. */
    TERMINATED;

    /** Whether a move is allowed. */
    public boolean mayBecome(SessionState next) {
        return switch (this) {
            case IDLE -> next == HANDLING || next == TERMINATED;
            case HANDLING -> next == STARTING || next == TERMINATED;
            case STARTING -> next == ACTIVE || next == TERMINATED;
            case ACTIVE -> next == TERMINATED;
            case TERMINATED -> false;
        };
    }
}
