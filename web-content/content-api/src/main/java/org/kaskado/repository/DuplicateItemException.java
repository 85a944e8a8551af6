package org.kaskado.repository;

/** An item with the asked id exists already. */
public final class DuplicateItemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String id;

    public DuplicateItemException(String id) {
        super("an item with the id '" + id + "' exists already; choose another id or remove that item first");
        this.id = id;
    }

    /** The id that was taken. */
    public String getId() {
        return id;
    }
}
