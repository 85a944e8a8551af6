package org.kaskado.records;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.List;
import org.kaskado.content.SessionRecord;
import org.kaskado.repository.store.Transactions;

/** Writes and finds session records. */
final class SessionRecordTable {
    private final Transactions transactions;

    SessionRecordTable(Transactions transactions) {
        this.transactions = transactions;
    }

    void record(SessionRecord record) {
        SessionRecordRow row = new SessionRecordRow(record);
        try {
            transactions.call(entities -> insertIfMissing(entities, row));
        } catch (PersistenceException perhapsAnotherWasFaster) {
            boolean isThere = transactions.call(entities -> entities.find(SessionRecordRow.class, row.key()) != null);
            if (!isThere) {
                throw perhapsAnotherWasFaster;
            }
        }
    }

    private static boolean insertIfMissing(EntityManager entities, SessionRecordRow row) {
        if (entities.find(SessionRecordRow.class, row.key()) != null) {
            return false;
        }
        entities.persist(row);
        entities.flush();
        return true;
    }

    /** Records of sessions that ended in a span of time, oldest first. */
    List<SessionRecord> ended(Instant from, Instant until, int offset, int limit) {
        return transactions.call(entities -> entities.createQuery(
                        "SELECT r FROM SessionRecordRow r WHERE r.endedMs >= :fromMs AND r.endedMs < :untilMs"
                                + " ORDER BY r.endedMs, r.sessionId, r.kind",
                        SessionRecordRow.class)
                .setParameter("fromMs", from.toEpochMilli())
                .setParameter("untilMs", until.toEpochMilli())
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultStream()
                .map(SessionRecordRow::toRecord)
                .toList());
    }
}
