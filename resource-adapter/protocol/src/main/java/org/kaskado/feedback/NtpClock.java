package org.kaskado.feedback;

import java.util.concurrent.TimeUnit;

/**
 * Wallclock for a monotonic clock: the shell makes one at session start, cores read NTP time of any {@code nowNs} from it
 * (RFC 3550 §4: 32.32 seconds since 1900).
 *
 * @param nowNs a moment on the monotonic clock
 * @param unixNs the same moment in ns since 1970
 */
public record NtpClock(long nowNs, long unixNs) {
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long NS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** 32.32 seconds since 1900. */
    public long ntpAt(long timeNs) {
        long unix = unixNs + (timeNs - nowNs);
        long seconds = Math.floorDiv(unix, NS_PER_SECOND) + SECONDS_1900_TO_1970;
        long fraction = (Math.floorMod(unix, NS_PER_SECOND) << 32) / NS_PER_SECOND;
        return (seconds << 32) | fraction;
    }

    /** The middle 32 bits, in 1/65536 s. */
    public long compactNtpAt(long timeNs) {
        return (ntpAt(timeNs) >>> 16) & 0xFFFF_FFFFL;
    }

    /** ns since 1970 of an NTP time. */
    public static long unixNsOf(long ntp) {
        long seconds = (ntp >>> 32) - SECONDS_1900_TO_1970;
        return seconds * NS_PER_SECOND + (((ntp & 0xFFFF_FFFFL) * NS_PER_SECOND) >>> 32);
    }

    /** A difference of compact NTP times, or a delay of a report block, in ns. */
    static long compactToNs(long units) {
        return (units * NS_PER_SECOND) >> 16;
    }
}
