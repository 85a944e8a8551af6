package org.kaskado.ice;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunClass;
import org.kaskado.stun.StunMessage;
import org.kaskado.stun.StunMethod;

/**
 * One side of ICE for one bundled transport (RFC 8445): give it candidates, the peer's credentials and candidates, the STUN
 * datagrams and the time; it says what to send, which paths are the peer's and which one to use.
 *
 * <p>Touched by one thread. After every call ask {@link #deadlineNs} anew. Media only asks {@link #isValidated}.
 */
public final class IceAgent {
    /** Requests per second from known paths, and as many from others: checks come in bursts, a flood is more. */
    static final int MAX_REQUESTS_PER_SECOND = 300;
    /** Answers per second to requests without or with a wrong password. */
    static final int MAX_REFUSALS_PER_SECOND = 5;

    private final IceContext context;
    private final RateBudget requests = new RateBudget(MAX_REQUESTS_PER_SECOND);
    private final RateBudget newcomers = new RateBudget(MAX_REQUESTS_PER_SECOND);
    private final RateBudget refusals = new RateBudget(MAX_REFUSALS_PER_SECOND);
    private final Set<FiveTuple> validated = new LinkedHashSet<>();
    private Generation current;
    private @Nullable Generation previous;
    private @Nullable FiveTuple selectedPath;
    private IceState state = IceState.NEW;
    private long lastNs;

    /** @param random for credentials, transactions and the tie breaker: cryptographically strong outside tests */
    public IceAgent(IceConfig config, RandomGenerator random) {
        context = new IceContext(config, random);
        current = new Generation(context);
    }

    public IceState state() {
        return state;
    }

    /** Our role as of now; a conflict may change it. */
    public IceRole role() {
        return context.role();
    }

    /** What to signal; new after {@link #restart}. */
    public IceCredentials localCredentials() {
        return current.local();
    }

    /** The peer's credentials of the current run, or null before {@link #setRemote}. */
    public @Nullable IceCredentials remoteCredentials() {
        return current.remote();
    }

    /** Where media goes; null until a pair is valid and after failure. */
    public @Nullable FiveTuple selectedPath() {
        return selectedPath;
    }

    /** The candidates behind {@link #selectedPath}, or null. */
    public @Nullable SelectedPair selectedPair() {
        CandidatePair pair = inUse().selected();
        return pair == null ? null : new SelectedPair(pair.local().candidate(), pair.remote(), pair.path());
    }

    /** Whether other packets than STUN may be taken from a path. One hash look-up, no allocation. */
    public boolean isValidated(FiveTuple path) {
        return path.equals(selectedPath) || validated.contains(path);
    }

    /**
     * Adds a candidate of ours, at any time; the shell signals it.
     *
     * @throws IllegalStateException at the 33rd
     */
    public void addLocalCandidate(long nowNs, LocalCandidate candidate, IceOutput out) {
        if (state == IceState.CLOSED) {
            return;
        }
        context.add(candidate);
        current.addLocal(nowNs, candidate);
        advance(nowNs, out);
    }

    /**
     * Gives the peer's credentials of an offer or answer; checks begin. The same ones again change nothing.
     *
     * @param peer with a lite peer a full agent is controlling (RFC 8445 §6.1.1)
     * @throws IllegalStateException when other credentials were set since the start or the last {@link #restart}
     */
    public void setRemote(long nowNs, IceCredentials credentials, IceMode peer, IceOutput out) {
        if (state == IceState.CLOSED || credentials.equals(current.remote())) {
            return;
        }
        if (current.remote() != null) {
            throw new IllegalStateException("the peer's credentials changed without a restart");
        }
        if (peer == IceMode.LITE && !context.isLite()) {
            context.become(IceRole.CONTROLLING);
        }
        current.setRemote(nowNs, credentials);
        advance(nowNs, out);
    }

    /**
     * Adds a candidate of the peer, before or after {@link #setRemote}; one whose {@code ufrag} is not that of the current
     * run is {@link Drop#NOT_WANTED}.
     *
     * @return {@link Drop#NONE}, or why it is not used
     */
    public Drop addRemoteCandidate(long nowNs, Candidate candidate, IceOutput out) {
        if (state == IceState.CLOSED) {
            return Drop.NOT_WANTED;
        }
        Drop drop = current.addRemote(nowNs, candidate, out);
        advance(nowNs, out);
        return drop;
    }

    /** The peer has no more candidates (RFC 8838 §13); kept for the record: patience is a matter of time (RFC 8863). */
    public void endOfRemoteCandidates() {
        current.endOfRemotes();
    }

    /** Whether the peer said that it has no more candidates. */
    public boolean isEndOfRemoteCandidates() {
        return current.isEndOfRemotes();
    }

    /**
     * A datagram, or a frame of a stream, that {@link org.kaskado.net.FirstByte} calls STUN. The buffer is borrowed.
     *
     * @return {@link Drop#NONE} when it was of use
     */
    public Drop onDatagram(long nowNs, FiveTuple path, PacketBuffer in, IceOutput out) {
        if (state == IceState.CLOSED) {
            return Drop.NOT_WANTED;
        }
        StunMessage message = StunMessage.parse(in.array(), in.offset(), in.length());
        if (message == null || message.method() != StunMethod.BINDING) {
            return Drop.MALFORMED;
        }
        Drop drop = dispatch(nowNs, path, message, out);
        advance(nowNs, out);
        return drop;
    }

    private Drop dispatch(long nowNs, FiveTuple path, StunMessage message, IceOutput out) {
        if (message.messageClass() == StunClass.INDICATION) {
            return Drop.NONE;
        }
        if (message.messageClass() == StunClass.REQUEST) {
            return onRequest(nowNs, path, message, out);
        }
        Drop drop = current.onResponse(nowNs, path, message);
        if (drop == null && previous != null) {
            drop = previous.onResponse(nowNs, path, message);
        }
        return drop == null ? Drop.NOT_WANTED : drop;
    }

    private Drop onRequest(long nowNs, FiveTuple path, StunMessage request, IceOutput out) {
        String username = request.text(StunAttribute.USERNAME);
        Generation wanted = username == null ? null : generationOf(username);
        if (wanted == null) {
            return Drop.UNKNOWN_PEER;
        }
        RateBudget budget = wanted.knows(path) ? requests : newcomers;
        return budget.take(nowNs) ? wanted.onRequest(nowNs, path, request, refusals, out) : Drop.OVER_BUDGET;
    }

    private @Nullable Generation generationOf(String username) {
        if (username.startsWith(current.local().ufrag() + ":")) {
            return current;
        }
        Generation old = previous;
        return old != null && username.startsWith(old.local().ufrag() + ":") ? old : null;
    }

    /** Does what is due. */
    public void onTime(long nowNs, IceOutput out) {
        if (state != IceState.CLOSED) {
            advance(nowNs, out);
        }
    }

    /** When {@link #onTime} wants to be called; {@link Long#MAX_VALUE} for never. */
    public long deadlineNs() {
        if (state == IceState.CLOSED) {
            return Long.MAX_VALUE;
        }
        long deadline = current.deadlineNs(lastNs);
        return previous == null ? deadline : Math.min(deadline, previous.deadlineNs(lastNs));
    }

    /**
     * Begins anew with other credentials (RFC 8445 §9): on our own wish before an offer, or when the peer's description has
     * other credentials than {@link #remoteCredentials}. Then come {@link #setRemote} and candidates as at the start; ours
     * are kept. The selected path stays in use until a new pair is nominated.
     *
     * @return the new credentials
     */
    public IceCredentials restart(long nowNs, IceOutput out) {
        if (state == IceState.CLOSED) {
            return current.local();
        }
        Generation inUse = inUse();
        if (inUse.selected() != null && inUse != previous) {
            retire(out);
            previous = current;
        } else {
            out.credentialsRetired(current.local().ufrag());
        }
        current = new Generation(context);
        advance(nowNs, out);
        return current.local();
    }

    private Generation inUse() {
        Generation old = previous;
        return current.selected() == null && old != null && old.selected() != null ? old : current;
    }

    private void retire(IceOutput out) {
        if (previous != null) {
            out.credentialsRetired(previous.local().ufrag());
            previous = null;
        }
    }

    /** Ends everything; closing twice is silence. */
    public void close(IceOutput out) {
        if (state == IceState.CLOSED) {
            return;
        }
        retire(out);
        out.credentialsRetired(current.local().ufrag());
        validated.forEach(out::invalidated);
        validated.clear();
        selectedPath = null;
        become(IceState.CLOSED, out);
    }

    private void advance(long nowNs, IceOutput out) {
        lastNs = nowNs;
        current.onTime(nowNs, out);
        if (previous != null) {
            previous.onTime(nowNs, out);
            if (current.isNominated() || previous.selected() == null) {
                retire(out);
            }
        }
        publishPaths(out);
        CandidatePair pair = inUse().selected();
        FiveTuple path = pair == null ? null : pair.path();
        if (!Objects.equals(path, selectedPath)) {
            selectedPath = path;
            if (path != null) {
                out.selected(path);
            }
        }
        become(inUse().state(nowNs), out);
    }

    private void publishPaths(IceOutput out) {
        Set<FiveTuple> paths = new LinkedHashSet<>();
        current.addValidPaths(paths);
        if (previous != null) {
            previous.addValidPaths(paths);
        }
        for (FiveTuple path : paths) {
            if (validated.add(path)) {
                out.validated(path);
            }
        }
        validated.removeIf(path -> {
            if (paths.contains(path)) {
                return false;
            }
            out.invalidated(path);
            return true;
        });
    }

    private void become(IceState next, IceOutput out) {
        if (state != next) {
            state = next;
            out.stateChanged(next);
        }
    }
}
