package org.kaskado.ice;

import java.util.concurrent.TimeUnit;

/**
 * How an agent behaves. All times are in nanoseconds.
 *
 * @param mode whether it checks by itself; a lite agent is controlled
 * @param role who nominates, until a conflict decides otherwise
 * @param nomination how it nominates when controlling
 * @param pacingNs Ta, the least time between two new checks, 5 ms to 1 s (RFC 8445 §14.2)
 * @param nominationDelayNs how long a controlling agent waits for a better pair once one is valid, up to 10 s
 * @param disconnectedAfterNs silence after which it calls itself disconnected, 1 s to 30 s
 * @param patienceNs least time before it fails without a valid pair, 1 s to 120 s (RFC 8863 §4: 39.5 s)
 * @param maxRemoteCandidates 1 to 256, with those the peer's checks reveal
 * @param maxPairs 1 to 512
 */
public record IceConfig(
        IceMode mode,
        IceRole role,
        Nomination nomination,
        long pacingNs,
        long nominationDelayNs,
        long disconnectedAfterNs,
        long patienceNs,
        int maxRemoteCandidates,
        int maxPairs) {
    private static final long DEFAULT_PACING_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long DEFAULT_NOMINATION_DELAY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long DEFAULT_DISCONNECTED_NS = TimeUnit.SECONDS.toNanos(10);
    private static final long DEFAULT_PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(39_500);
    private static final int DEFAULT_REMOTE_CANDIDATES = 48;
    private static final int DEFAULT_PAIRS = 100;

    public IceConfig {
        requireMs("pacingNs", pacingNs, 5, 1_000);
        requireMs("nominationDelayNs", nominationDelayNs, 0, 10_000);
        requireMs("disconnectedAfterNs", disconnectedAfterNs, 1_000, 30_000);
        requireMs("patienceNs", patienceNs, 1_000, 120_000);
        requireCount("maxRemoteCandidates", maxRemoteCandidates, 256);
        requireCount("maxPairs", maxPairs, 512);
        if (mode == IceMode.LITE && role == IceRole.CONTROLLING) {
            throw new IllegalArgumentException("a lite agent is controlled, not controlling (RFC 8445 §6.1.1)");
        }
    }

    /** A full agent with usual values. */
    public static IceConfig full(IceRole role) {
        return new IceConfig(
                IceMode.FULL,
                role,
                Nomination.REGULAR,
                DEFAULT_PACING_NS,
                DEFAULT_NOMINATION_DELAY_NS,
                DEFAULT_DISCONNECTED_NS,
                DEFAULT_PATIENCE_NS,
                DEFAULT_REMOTE_CANDIDATES,
                DEFAULT_PAIRS);
    }

    /** A lite agent with usual values. */
    public static IceConfig lite() {
        IceConfig full = full(IceRole.CONTROLLED);
        return new IceConfig(
                IceMode.LITE,
                full.role,
                full.nomination,
                full.pacingNs,
                full.nominationDelayNs,
                full.disconnectedAfterNs,
                full.patienceNs,
                full.maxRemoteCandidates,
                full.maxPairs);
    }

    private static void requireMs(String name, long valueNs, long minMs, long maxMs) {
        if (valueNs < TimeUnit.MILLISECONDS.toNanos(minMs) || valueNs > TimeUnit.MILLISECONDS.toNanos(maxMs)) {
            throw new IllegalArgumentException(
                    name + " must be within " + minMs + " ms and " + maxMs + " ms, not " + valueNs + " ns");
        }
    }

    private static void requireCount(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be within 1 and " + max + ", not " + value);
        }
    }
}
