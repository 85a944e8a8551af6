package org.kaskado.content;

/** Keeps one charging record per session. */
public interface SessionRecords {
    /** Where the implementation is found. */
    String JNDI_NAME = "java:global/kaskado/kaskado-ejb/SessionRecords!org.kaskado.content.SessionRecords";

    /**
     * Keeps a record durably. Keeping the same session id and kind again changes nothing.
     *
     * @throws RuntimeException when the store cannot be reached; the caller may try again
     */
    void record(SessionRecord record);
}
