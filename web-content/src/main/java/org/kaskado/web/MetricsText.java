package org.kaskado.web;

import java.util.Map;
import java.util.TreeMap;
import org.kaskado.content.runtime.http.Transfers;
import org.kaskado.repository.RepositoryUsage;

/** Numbers in the text format of Prometheus (exposition format 0.0.4). */
final class MetricsText {
    private static final String TOTAL = "_total";

    private final StringBuilder text = new StringBuilder();

    /** Adds one number; names that end in {@code _total} are counters. */
    MetricsText add(String name, String help, long value) {
        String type = name.endsWith(TOTAL) ? "counter" : "gauge";
        text.append("# HELP kaskado_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE kaskado_").append(name).append(' ').append(type).append('\n');
        text.append("kaskado_").append(name).append(' ').append(value).append('\n');
        return this;
    }

    MetricsText addEngine(Map<String, Long> counters) {
        new TreeMap<>(counters).forEach((name, value) -> add(name, "Of the media engine.", value));
        return this;
    }

    MetricsText addRepository(RepositoryUsage usage) {
        return add("repository_items", "Stored items.", usage.items())
                .add("repository_stored_bytes", "Bytes of all stored items.", usage.storedBytes())
                .add("repository_free_bytes", "Bytes until the free-space floor.", usage.freeBytes())
                .add("repository_uploads_active", "Items that are being written.", usage.activeUploads())
                .add("repository_http_sessions", "Open player and recorder URLs.", usage.httpSessions());
    }

    MetricsText addTransfers(Transfers.Counts counts) {
        return add("transfers_running", "Stored downloads and uploads that run.", counts.running())
                .add("downloads_total", "Ended downloads of stored items.", counts.downloads())
                .add("uploads_total", "Ended uploads.", counts.uploads())
                .add("download_bytes_total", "Bytes of stored items sent.", counts.bytesOut())
                .add("upload_bytes_total", "Bytes of uploads taken.", counts.bytesIn())
                .add("transfers_failed_total", "Downloads and uploads that broke.", counts.failures());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
