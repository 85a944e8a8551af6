package org.kaskado.content;

import java.time.Instant;
import java.util.List;

/** Finds charging records. */
public interface SessionRecordSearch {
    /** Where the implementation is found. */
    String JNDI_NAME = "java:global/kaskado/kaskado-ejb/SessionRecords!org.kaskado.content.SessionRecordSearch";

    /** The largest page. */
    int MAX_LIMIT = 10_000;

    /**
     * Records of sessions that ended in a span of time, oldest end first.
     *
     * @param from first instant that counts
     * @param until first instant that counts no more
     * @param offset number of records to skip
     * @param limit most records, 1 to {@value #MAX_LIMIT}
     * @throws IllegalArgumentException when offset or limit is out of bounds
     */
    List<SessionRecord> findEnded(Instant from, Instant until, int offset, int limit);
}
