package org.kaskado.ice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.FiveTuple;
import org.kaskado.stun.TransactionId;

/** A local base and a remote candidate with what is known of the way between them (RFC 8445 §6.1.2). */
final class CandidatePair {
    /** Checks that were cancelled or followed by another and may still be answered. */
    private static final int MAX_EARLIER = 3;

    private final LocalCandidate local;
    private final FiveTuple path;
    private Candidate remote;
    private PairState state = PairState.FROZEN;
    private @Nullable Check current;
    private final List<Check> earlier = new ArrayList<>(MAX_EARLIER);
    private boolean valid;
    private boolean nominated;
    private boolean nominationAsked;
    private long answeredNs;
    private long heardNs;
    private long nominatedNs;

    CandidatePair(LocalCandidate local, Candidate remote, FiveTuple path, long nowNs) {
        this.local = local;
        this.remote = remote;
        this.path = path;
        this.answeredNs = nowNs;
        this.heardNs = nowNs;
    }

    LocalCandidate local() {
        return local;
    }

    Candidate remote() {
        return remote;
    }

    /** A peer-reflexive candidate turned out to be one that is signalled (RFC 8838 §11.4). */
    void replaceRemote(Candidate signalled) {
        remote = signalled;
    }

    FiveTuple path() {
        return path;
    }

    /** RFC 8445 §6.1.2.3: 2^32·MIN(G,D) + 2·MAX(G,D) + (G&gt;D). */
    long priority(IceRole ours) {
        long g = ours == IceRole.CONTROLLING ? local.candidate().priority() : remote.priority();
        long d = ours == IceRole.CONTROLLING
                ? remote.priority()
                : local.candidate().priority();
        return (Math.min(g, d) << 32) + 2 * Math.max(g, d) + (g > d ? 1 : 0);
    }

    boolean hasFoundationOf(CandidatePair other) {
        return local.candidate().foundation().equals(other.local.candidate().foundation())
                && remote.foundation().equals(other.remote.foundation());
    }

    PairState state() {
        return state;
    }

    void become(PairState next) {
        state = next;
    }

    /** The check that is repeated until it is answered; null when there is none. */
    @Nullable
    Check check() {
        return current;
    }

    void checking(Check check) {
        stopChecking();
        current = check;
    }

    /** The current check is sent no more; its answer still counts. */
    void stopChecking() {
        if (current != null) {
            remember(current);
            current = null;
        }
    }

    /** Notes a check that is sent once. */
    void remember(Check check) {
        if (earlier.size() == MAX_EARLIER) {
            earlier.remove(0);
        }
        earlier.add(check);
    }

    /** Takes the check that a response belongs to, so that a second response finds none. */
    @Nullable
    Check take(TransactionId id) {
        Check found = current;
        if (found != null && found.isFor(id)) {
            current = null;
            return found;
        }
        for (int i = 0; i < earlier.size(); i++) {
            if (earlier.get(i).isFor(id)) {
                return earlier.remove(i);
            }
        }
        return null;
    }

    /** Looks for a check without taking it. */
    boolean knows(TransactionId id) {
        return (current != null && current.isFor(id)) || earlier.stream().anyMatch(check -> check.isFor(id));
    }

    boolean isValid() {
        return valid;
    }

    void answered(long nowNs) {
        answeredNs = nowNs;
    }

    void validate() {
        valid = true;
        state = PairState.SUCCEEDED;
    }

    void invalidate() {
        valid = false;
        nominated = false;
        nominationAsked = false;
        state = PairState.FAILED;
        current = null;
        earlier.clear();
    }

    boolean isNominated() {
        return nominated;
    }

    void nominate(long nowNs) {
        nominated = true;
        nominatedNs = nowNs;
    }

    /** When the nomination was last heard or confirmed. */
    long nominatedNs() {
        return nominatedNs;
    }

    /** The peer nominated the pair before our own check succeeded (RFC 8445 §7.3.1.5). */
    boolean isNominationAsked() {
        return nominationAsked;
    }

    void askNomination() {
        nominationAsked = true;
    }

    /** When a check of ours was last answered. */
    long answeredNs() {
        return answeredNs;
    }

    /** The peer sent an authentic request on the pair. */
    void heard(long nowNs) {
        heardNs = nowNs;
    }

    /** When the peer last gave a sign of life here. */
    long aliveNs() {
        return Math.max(answeredNs, heardNs);
    }
}
