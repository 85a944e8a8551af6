package org.kaskado.records;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.kaskado.content.SessionRecord;
import org.kaskado.content.SessionRecordSearch;
import org.kaskado.content.SessionRecords;
import org.kaskado.repository.store.Transactions;

/** The session bean behind {@link SessionRecords#JNDI_NAME}; declared in {@code META-INF/ejb-jar.xml}. */
public class SessionRecordsBean implements SessionRecords, SessionRecordSearch {
    @Inject
    @SuppressWarnings("NullAway.Init") // injected
    private Transactions transactions;

    /** For the container. */
    public SessionRecordsBean() {}

    @Override
    public void record(SessionRecord record) {
        new SessionRecordTable(transactions).record(record);
    }

    @Override
    public List<SessionRecord> findEnded(Instant from, Instant until, int offset, int limit) {
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "offset is " + offset + " and limit " + limit + "; allowed are 0 and more, and 1 to " + MAX_LIMIT);
        }
        return new SessionRecordTable(transactions).ended(from, until, offset, limit);
    }
}
