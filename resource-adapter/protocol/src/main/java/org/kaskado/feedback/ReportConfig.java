package org.kaskado.feedback;

/**
 * How a session reports.
 *
 * @param localSsrc sender of receiver reports, when nothing of ours is sent
 * @param cname canonical name (RFC 7022), one for all sources of the session
 * @param intervalNs mean time between reports, above 0; 1 s suits video
 * @param maxSources sources of the peer that are reported on, 1 to 1024
 */
public record ReportConfig(long localSsrc, String cname, long intervalNs, int maxSources) {
    private static final int BLOCK_BYTES = 24;
    private static final int SENDER_REPORT_BYTES = 28;

    public ReportConfig {
        if (intervalNs <= 0 || maxSources < 1 || maxSources > 1024) {
            throw new IllegalArgumentException("an interval of " + intervalNs + " ns must be above 0, and " + maxSources
                    + " sources must be 1 to 1024");
        }
    }

    /** Blocks of one report. */
    int maxBlocks() {
        return Math.min(maxSources, 480 / BLOCK_BYTES);
    }

    /** Sender reports of one compound, so that it stays below 1200 bytes with blocks and SDES. */
    int maxReports() {
        return 400 / SENDER_REPORT_BYTES;
    }
}
