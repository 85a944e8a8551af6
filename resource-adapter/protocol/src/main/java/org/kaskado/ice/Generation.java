package org.kaskado.ice;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunClass;
import org.kaskado.stun.StunError;
import org.kaskado.stun.StunKey;
import org.kaskado.stun.StunMessage;

/** One run of ICE: from one set of credentials to the restart that replaces them (RFC 8445 §9). */
final class Generation {
    private final IceContext context;
    private final IceCredentials local;
    private final CheckList list;
    private final Checker checker;
    private final Responder responder;
    private final Selection selection;
    private final RemoteCandidates remotes;
    private @Nullable IceCredentials remote;
    private boolean isEndOfRemotes;
    private boolean hasFailed;
    private long patienceEndNs = Long.MAX_VALUE;

    Generation(IceContext context) {
        this.context = context;
        this.local = IceCredentials.generate(context.random());
        this.list = new CheckList(context.config().maxPairs());
        this.checker = new Checker(context, list, local.ufrag());
        this.responder = new Responder(context, StunKey.shortTerm(local.password()));
        this.selection = new Selection(context, list);
        this.remotes = new RemoteCandidates(context.config().maxRemoteCandidates());
    }

    IceCredentials local() {
        return local;
    }

    @Nullable
    IceCredentials remote() {
        return remote;
    }

    RemoteCandidates remotes() {
        return remotes;
    }

    CheckList list() {
        return list;
    }

    @Nullable
    CandidatePair selected() {
        return selection.selected();
    }

    boolean isNominated() {
        return selection.isNominated();
    }

    boolean knows(FiveTuple path) {
        return list.byPath(path) != null;
    }

    void addValidPaths(Set<FiveTuple> paths) {
        for (CandidatePair pair : list.pairs()) {
            if (pair.isValid()) {
                paths.add(pair.path());
            }
        }
    }

    IceState state(long nowNs) {
        CandidatePair pair = selection.selected();
        if (pair != null) {
            if (selection.isSilent(pair, nowNs)) {
                return IceState.DISCONNECTED;
            }
            return pair.isNominated() ? IceState.COMPLETED : IceState.CONNECTED;
        }
        if (hasFailed) {
            return IceState.FAILED;
        }
        return remote == null ? IceState.NEW : IceState.CHECKING;
    }

    void setRemote(long nowNs, IceCredentials credentials) {
        remote = credentials;
        checker.setRemote(credentials);
        patienceEndNs = nowNs + context.config().patienceNs();
    }

    void addLocal(long nowNs, LocalCandidate candidate) {
        for (Candidate theirs : remotes.all()) {
            pair(nowNs, candidate, theirs);
        }
    }

    Drop addRemote(long nowNs, Candidate candidate, IceOutput out) {
        String ufrag = candidate.extension("ufrag");
        if (ufrag != null && remote != null && !ufrag.equals(remote.ufrag())) {
            return Drop.NOT_WANTED;
        }
        Drop drop = remotes.judge(candidate);
        if (drop == Drop.DUPLICATE) {
            adopt(candidate);
        }
        if (drop != Drop.NONE) {
            return drop;
        }
        if (candidate.address() == null) {
            out.needsResolution(candidate.host(), candidate);
            return Drop.NONE;
        }
        remotes.add(candidate);
        for (LocalCandidate ours : context.locals()) {
            pair(nowNs, ours, candidate);
        }
        return Drop.NONE;
    }

    private void adopt(Candidate signalled) {
        Candidate known = remotes.find(signalled);
        if (known == null || known.type() != CandidateType.PEER_REFLEXIVE) {
            return;
        }
        remotes.replace(known, signalled);
        for (CandidatePair pair : list.pairs()) {
            if (pair.remote().equals(known)) {
                pair.replaceRemote(signalled);
            }
        }
    }

    private void pair(long nowNs, LocalCandidate ours, Candidate theirs) {
        if (!context.isLite() && CheckList.canPair(ours, theirs)) {
            list.add(ours, theirs, context.role(), nowNs);
        }
    }

    void endOfRemotes() {
        isEndOfRemotes = true;
    }

    boolean isEndOfRemotes() {
        return isEndOfRemotes;
    }

    /** A Binding request to our user name (RFC 8445 §7.3); {@code strangers} limits answers to those who lack the password. */
    Drop onRequest(long nowNs, FiveTuple path, StunMessage request, RateBudget strangers, IceOutput out) {
        StunError stranger = responder.authenticate(request);
        if (stranger != null) {
            if (strangers.take(nowNs)) {
                transmit(path, Responder.refusalToStranger(request, stranger), out);
            }
            return Drop.BAD_AUTHENTICATION;
        }
        if (hasFailed) {
            return Drop.NOT_WANTED;
        }
        StunError refusal = responder.judge(request);
        if (refusal != null) {
            transmit(path, responder.refusal(request, refusal), out);
            return Drop.NONE;
        }
        CandidatePair pair = learn(nowNs, path, request);
        if (pair == null) {
            return Drop.OVER_BUDGET;
        }
        accept(nowNs, pair, request, out);
        return Drop.NONE;
    }

    /** Our own check leaves before the answer: so our path is valid before the peer believes that it may send media. */
    private void accept(long nowNs, CandidatePair pair, StunMessage request, IceOutput out) {
        pair.heard(nowNs);
        boolean isNominated = request.has(StunAttribute.USE_CANDIDATE) && context.role() == IceRole.CONTROLLED;
        if (context.isLite()) {
            selection.onValid(nowNs, pair, isNominated);
        } else if (!pair.isValid()) {
            pair.stopChecking();
            list.trigger(pair);
        }
        if (isNominated) {
            selection.onNominated(nowNs, pair);
        }
        checker.onTime(nowNs, isOrdinaryWanted(nowNs), out);
        transmit(pair.path(), responder.success(request, pair.path()), out);
    }

    private @Nullable CandidatePair learn(long nowNs, FiveTuple path, StunMessage request) {
        CandidatePair known = list.byPath(path);
        LocalCandidate ours = context.localOf(path);
        if (known != null || ours == null) {
            return known;
        }
        Candidate theirs = remotes.learn(path, request.get32(StunAttribute.PRIORITY, 0));
        return theirs == null ? null : list.add(new CandidatePair(ours, theirs, path, nowNs), context.role());
    }

    /** The answer to a check of ours (RFC 8445 §7.2.5); null when it is not ours. */
    @Nullable
    Drop onResponse(long nowNs, FiveTuple path, StunMessage response) {
        CandidatePair pair = null;
        for (CandidatePair candidate : list.pairs()) {
            pair = candidate.knows(response.transactionId()) ? candidate : pair;
        }
        StunKey key = checker.peerKey();
        if (pair == null || key == null) {
            return null;
        }
        if (!response.isSignedWith(key)) {
            return Drop.BAD_AUTHENTICATION;
        }
        Check check = pair.take(response.transactionId());
        if (check != null) {
            answered(nowNs, pair, check, path, response);
        }
        return Drop.NONE;
    }

    private void answered(long nowNs, CandidatePair pair, Check check, FiveTuple path, StunMessage response) {
        StunError error = response.error();
        if (response.messageClass() == StunClass.SUCCESS && pair.path().equals(path)) {
            pair.answered(nowNs);
            pair.stopChecking();
            selection.onValid(nowNs, pair, check.nominates());
        } else if (error != null && error.code() == StunError.ROLE_CONFLICT) {
            concede(check);
            list.trigger(pair);
        } else if (check.timer() != null) {
            pair.invalidate();
        }
    }

    /** RFC 8445 §7.2.5.1: the peer keeps its role. */
    private void concede(Check check) {
        if (check.role() == context.role()) {
            context.become(check.role().other());
            context.changeTieBreaker();
        }
    }

    void onTime(long nowNs, IceOutput out) {
        if (hasFailed) {
            return;
        }
        checker.onTime(nowNs, isOrdinaryWanted(nowNs), out);
        selection.expire(nowNs);
        CandidatePair toNominate = selection.toNominate(nowNs);
        if (toNominate != null) {
            checker.check(nowNs, toNominate, true, out);
        }
        CandidatePair selected = selection.selected();
        if (selected != null && selection.takeConsentDue(nowNs)) {
            checker.refresh(selected, out);
        }
        boolean isOutOfPatience = nowNs >= patienceEndNs && selected == null && !list.hasUnresolved();
        hasFailed = selection.isLost() || isOutOfPatience;
    }

    private boolean isOrdinaryWanted(long nowNs) {
        return !hasFailed && selection.isSearching(nowNs);
    }

    long deadlineNs(long nowNs) {
        if (hasFailed) {
            return Long.MAX_VALUE;
        }
        long deadline = Math.min(checker.deadlineNs(isOrdinaryWanted(nowNs)), selection.deadlineNs(nowNs));
        boolean mayRunOut = selection.selected() == null && !list.hasUnresolved();
        return mayRunOut ? Math.min(deadline, patienceEndNs) : deadline;
    }

    private static void transmit(FiveTuple path, byte[] bytes, IceOutput out) {
        out.transmit(path, bytes, 0, bytes.length);
    }
}
