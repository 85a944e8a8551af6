package org.kaskado.records;

import jakarta.inject.Inject;
import org.kaskado.content.SessionRecord;
import org.kaskado.content.SessionRecords;
import org.kaskado.repository.store.Transactions;

/** The session bean behind {@link SessionRecords#JNDI_NAME}; declared in {@code META-INF/ejb-jar.xml}. */
public class SessionRecordsBean implements SessionRecords {
    @Inject
    @SuppressWarnings("NullAway.Init") // injected
    private Transactions transactions;

    /** For the container. */
    public SessionRecordsBean() {}

    @Override
    public void record(SessionRecord record) {
        new SessionRecordTable(transactions).record(record);
    }
}
