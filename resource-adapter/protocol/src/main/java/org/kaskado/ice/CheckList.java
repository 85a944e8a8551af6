package org.kaskado.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.TransportProtocol;

/**
 * The pairs of one component, bounded (RFC 8445 §6.1.2), and the queue of triggered checks (§6.1.4.1).
 *
 * <p>A frozen pair is only taken later than a waiting one: with a single component nothing is won by waiting for a
 * foundation's outcome, and a peer that gives all candidates one foundation would wait long.
 */
final class CheckList {
    private final int maxPairs;
    private final List<CandidatePair> pairs = new ArrayList<>();
    private final ArrayDeque<CandidatePair> triggered = new ArrayDeque<>();

    CheckList(int maxPairs) {
        this.maxPairs = maxPairs;
    }

    List<CandidatePair> pairs() {
        return Collections.unmodifiableList(pairs);
    }

    @Nullable
    CandidatePair byPath(FiveTuple path) {
        for (CandidatePair pair : pairs) {
            if (pair.path().equals(path)) {
                return pair;
            }
        }
        return null;
    }

    /** Whether we check from a base to a remote candidate: datagrams of one address family; we never connect streams. */
    static boolean canPair(LocalCandidate local, Candidate remote) {
        InetAddress base = local.base().getAddress();
        InetAddress ours = base.isAnyLocalAddress() ? local.announced() : base;
        InetAddress theirs = remote.address();
        if (theirs == null || remote.protocol() != TransportProtocol.UDP) {
            return false;
        }
        boolean isSameFamily = ours.getClass() == theirs.getClass();
        boolean isSameScope = ours.isLinkLocalAddress() == theirs.isLinkLocalAddress();
        return local.candidate().protocol() == TransportProtocol.UDP
                && isSameFamily
                && (ours.getAddress().length == 4 || isSameScope);
    }

    /** Adds the pair of a base and a remote candidate, unless there is one by that path or the list is full of better ones. */
    @Nullable
    CandidatePair add(LocalCandidate local, Candidate remote, IceRole role, long nowNs) {
        InetSocketAddress theirs = remote.socketAddress();
        if (theirs == null) {
            return null;
        }
        FiveTuple path = new FiveTuple(remote.protocol(), local.base(), theirs);
        return byPath(path) == null ? add(new CandidatePair(local, remote, path, nowNs), role) : null;
    }

    /** Adds a pair; null when the list is full and none of its untried pairs is worse. */
    @Nullable
    CandidatePair add(CandidatePair pair, IceRole role) {
        if (pairs.size() >= maxPairs && !evictWorseThan(pair.priority(role), role)) {
            return null;
        }
        for (CandidatePair other : pairs) {
            if (other.isValid() && other.hasFoundationOf(pair)) {
                pair.become(PairState.WAITING);
            }
        }
        pairs.add(pair);
        return pair;
    }

    private boolean evictWorseThan(long priority, IceRole role) {
        CandidatePair worst = null;
        for (CandidatePair pair : pairs) {
            boolean isIdle = !pair.isValid() && pair.check() == null && !triggered.contains(pair);
            if (isIdle && (worst == null || pair.priority(role) < worst.priority(role))) {
                worst = pair;
            }
        }
        if (worst == null || (worst.state() != PairState.FAILED && worst.priority(role) >= priority)) {
            return false;
        }
        return pairs.remove(worst);
    }

    void trigger(CandidatePair pair) {
        pair.become(PairState.WAITING);
        if (!triggered.contains(pair)) {
            triggered.add(pair);
        }
    }

    boolean hasTriggered() {
        return !triggered.isEmpty();
    }

    @Nullable
    CandidatePair takeTriggered() {
        CandidatePair pair = triggered.poll();
        while (pair != null && pair.state() != PairState.WAITING) {
            pair = triggered.poll();
        }
        return pair;
    }

    /** The pair whose ordinary check is next (§6.1.4.2): the best waiting one, else the best frozen one. */
    @Nullable
    CandidatePair nextOrdinary(IceRole role) {
        CandidatePair waiting = best(PairState.WAITING, role);
        return waiting != null ? waiting : best(PairState.FROZEN, role);
    }

    private @Nullable CandidatePair best(PairState state, IceRole role) {
        CandidatePair best = null;
        for (CandidatePair pair : pairs) {
            if (pair.state() == state && (best == null || pair.priority(role) > best.priority(role))) {
                best = pair;
            }
        }
        return best;
    }

    /** RFC 8445 §7.2.5.3.3: a success thaws the pairs of its foundation. */
    void thawLike(CandidatePair succeeded) {
        for (CandidatePair pair : pairs) {
            if (pair.state() == PairState.FROZEN && pair.hasFoundationOf(succeeded)) {
                pair.become(PairState.WAITING);
            }
        }
    }

    /** RFC 8445 §8.1.1: after the nomination nothing else is checked by ourselves. */
    void stopOthers(CandidatePair nominated) {
        for (CandidatePair pair : pairs) {
            if (pair != nominated && pair.state() == PairState.IN_PROGRESS) {
                pair.stopChecking();
                pair.become(PairState.FROZEN);
            }
        }
    }

    boolean hasUnresolved() {
        return pairs.stream().anyMatch(pair -> pair.state().isUnresolved());
    }

    boolean hasUnresolvedBetterThan(CandidatePair valid, IceRole role) {
        long priority = valid.priority(role);
        return pairs.stream().anyMatch(pair -> pair.state().isUnresolved() && pair.priority(role) > priority);
    }

    /** Pairs that wait or are being checked, for the retransmission time (RFC 8445 §14.3). */
    int active() {
        return (int) pairs.stream()
                .filter(pair -> pair.state() == PairState.WAITING || pair.state() == PairState.IN_PROGRESS)
                .count();
    }
}
