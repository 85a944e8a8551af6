package org.kaskado.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.content.SessionRecord;
import org.kaskado.content.SessionRecord.Outcome;
import org.kaskado.repository.store.TestDatabase;

class SessionRecordTableTest {
    private static final Instant START = Instant.parse("2026-11-20T21:00:00.123Z");

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldKeepOneRowWhenARecordComesTwice(String provider) {
        try (TestDatabase database = new TestDatabase(provider)) {
            SessionRecordTable table = new SessionRecordTable(database);

            table.record(record("s1", "HttpPlayer", 10));
            table.record(record("s1", "HttpPlayer", 99));
            table.record(record("s1", "HttpRecorder", 20));

            assertThat(table.ended(START, START.plusSeconds(60), 0, 10))
                    .containsExactly(record("s1", "HttpPlayer", 10), record("s1", "HttpRecorder", 20));
            assertThat(table.ended(START, START.plusSeconds(9), 0, 10)).isEmpty();
            assertThat(table.ended(START, START.plusSeconds(60), 1, 1)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldKeepOneRowWhenManyThreadsTellTheSame(String provider) throws Exception {
        try (TestDatabase database = new TestDatabase(provider)) {
            SessionRecordTable table = new SessionRecordTable(database);
            CountDownLatch done = new CountDownLatch(6);
            AtomicInteger failures = new AtomicInteger();
            for (int i = 0; i < 6; i++) {
                Thread teller = new Thread(() -> {
                    try {
                        table.record(record("s", "Rtp", 1));
                    } catch (RuntimeException e) {
                        failures.incrementAndGet();
                    } finally {
                        done.countDown();
                    }
                });
                teller.start();
            }
            done.await();

            assertThat(failures).hasValue(0);
            assertThat(table.ended(START, START.plusSeconds(60), 0, 10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldShortenWhatIsTooLong(String provider) {
        try (TestDatabase database = new TestDatabase(provider)) {
            SessionRecordTable table = new SessionRecordTable(database);
            SessionRecord odd = new SessionRecord(
                    "s",
                    "Rtp",
                    "/app",
                    "Handler",
                    "x".repeat(5_000),
                    null,
                    null,
                    START,
                    START,
                    Duration.ZERO,
                    0,
                    Outcome.FAILED,
                    20011,
                    "zero\0".repeat(1_000));

            table.record(odd);

            SessionRecord kept = table.ended(START, START.plusSeconds(1), 0, 1).get(0);
            assertThat(kept.contentId()).hasSize(1_000);
            assertThat(kept.reason()).hasSize(1_000).startsWith("zero zero ");
        }
    }

    private static SessionRecord record(String session, String kind, long bytes) {
        return new SessionRecord(
                session,
                kind,
                "/app",
                "org.example.Handler",
                "id/with/slash",
                "ann",
                "127.0.0.1",
                START,
                START.plusSeconds(10),
                Duration.ofMillis(9_500),
                bytes,
                Outcome.COMPLETED,
                0,
                "the client ended it, \"really\"");
    }

    static List<SessionRecord> examples() {
        return List.of(record("s1", "HttpPlayer", 10));
    }
}
