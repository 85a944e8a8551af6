package org.kaskado.ice;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.FiveTuple;

/** What all generations of one agent share: configuration, role, local candidates. */
final class IceContext {
    private static final int MAX_LOCAL_CANDIDATES = 32;

    private final IceConfig config;
    private final RandomGenerator random;
    private final List<LocalCandidate> locals = new ArrayList<>();
    private IceRole role;
    private long tieBreaker;

    IceContext(IceConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
        this.role = config.role();
        this.tieBreaker = random.nextLong();
    }

    IceConfig config() {
        return config;
    }

    RandomGenerator random() {
        return random;
    }

    boolean isLite() {
        return config.mode() == IceMode.LITE;
    }

    IceRole role() {
        return role;
    }

    void become(IceRole next) {
        role = next;
    }

    long tieBreaker() {
        return tieBreaker;
    }

    /** RFC 8445 §7.2.5.1: after a conflict that the peer decided. */
    void changeTieBreaker() {
        tieBreaker = random.nextLong();
    }

    List<LocalCandidate> locals() {
        return locals;
    }

    void add(LocalCandidate local) {
        if (locals.size() == MAX_LOCAL_CANDIDATES) {
            throw new IllegalStateException("an agent has at most " + MAX_LOCAL_CANDIDATES + " local candidates");
        }
        locals.add(local);
    }

    /** The local candidate that a datagram arrived at: the best one with that base, or with its port on a wildcard. */
    @Nullable
    LocalCandidate localOf(FiveTuple path) {
        LocalCandidate best = null;
        for (LocalCandidate local : locals) {
            if (isBaseOf(local, path)
                    && (best == null
                            || local.candidate().priority() > best.candidate().priority())) {
                best = local;
            }
        }
        return best;
    }

    private static boolean isBaseOf(LocalCandidate local, FiveTuple path) {
        boolean isWildcard = local.base().getAddress().isAnyLocalAddress()
                || path.local().getAddress().isAnyLocalAddress();
        return local.candidate().protocol() == path.protocol()
                && (local.base().equals(path.local())
                        || (isWildcard && local.base().getPort() == path.local().getPort()));
    }
}
