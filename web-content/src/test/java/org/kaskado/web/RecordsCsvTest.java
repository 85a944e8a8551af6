package org.kaskado.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kaskado.content.SessionRecord;
import org.kaskado.content.SessionRecord.Outcome;

class RecordsCsvTest {
    private static final Instant START = Instant.parse("2026-11-20T21:00:00Z");

    @Test
    void shouldQuoteWhatNeedsItAndDisarmFormulas() {
        SessionRecord record = new SessionRecord(
                "s1",
                "HttpPlayer",
                "/app",
                "org.example.Handler",
                "=cmd|' /C calc'!A0",
                null,
                "127.0.0.1",
                START,
                START.plusSeconds(2),
                Duration.ofMillis(1_500),
                42,
                Outcome.COMPLETED,
                0,
                "said \"bye\", then left");

        assertThat(RecordsCsv.write(List.of(record)).split("\r\n"))
                .containsExactly(
                        "session_id,kind,application,handler,content_id,user,client_address,started_at,ended_at,media_ms,"
                                + "bytes,outcome,code,reason",
                        "s1,HttpPlayer,/app,org.example.Handler,'=cmd|' /C calc'!A0,,127.0.0.1,2026-11-20T21:00:00Z,"
                                + "2026-11-20T21:00:02Z,1500,42,COMPLETED,0,\"said \"\"bye\"\", then left\"");
    }

    @Test
    void shouldReadAQueryString() {
        assertThat(QueryString.parse("meta.title=A%20clip+x&meta.empty&a=1&a=2"))
                .isEqualTo(Map.of("meta.title", "A clip x", "meta.empty", "", "a", "1"));
        assertThatThrownBy(() -> QueryString.parse("a=%zz"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'%zz'");
    }

    @Test
    void shouldWriteMetricsAsPrometheusReadsThem() {
        assertThat(new MetricsText().addEngine(Map.of("workers_lost_total", 3L, "pipelines", 2L)))
                .hasToString("# HELP kaskado_pipelines Of the media engine.\n# TYPE kaskado_pipelines gauge\n"
                        + "kaskado_pipelines 2\n# HELP kaskado_workers_lost_total Of the media engine.\n"
                        + "# TYPE kaskado_workers_lost_total counter\nkaskado_workers_lost_total 3\n");
    }
}
