package org.kaskado.repository;

/** The state of an item does not allow the call; the message names state and call. */
public final class RepositoryItemStateException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final RepositoryItem.State state;

    public RepositoryItemStateException(String message, RepositoryItem.State state) {
        super(message);
        this.state = state;
    }

    /** The state that was in the way. */
    public RepositoryItem.State getState() {
        return state;
    }
}
