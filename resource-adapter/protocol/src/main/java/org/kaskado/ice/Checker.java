package org.kaskado.ice;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.TransportProtocol;
import org.kaskado.stun.RetransmitTimer;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunClass;
import org.kaskado.stun.StunKey;
import org.kaskado.stun.StunMethod;
import org.kaskado.stun.StunWriter;
import org.kaskado.stun.TransactionId;

/** Sends connectivity checks: paced, repeated, given up (RFC 8445 §6.1.4, §7.2, §14). */
final class Checker {
    /** RFC 8445 §14.2: never faster than this, also when the peer triggers. */
    static final long MIN_GAP_NS = 5_000_000;

    private final IceContext context;
    private final CheckList list;
    private final String localUfrag;
    private @Nullable Peer peer;
    private boolean hasSent;
    private long lastNs;

    /** The peer's credentials, ready for use. */
    private record Peer(String username, StunKey key) {}

    Checker(IceContext context, CheckList list, String localUfrag) {
        this.context = context;
        this.list = list;
        this.localUfrag = localUfrag;
    }

    void setRemote(IceCredentials remote) {
        peer = new Peer(remote.ufrag() + ":" + localUfrag, StunKey.shortTerm(remote.password()));
    }

    /** The key that the peer signs responses with; null until it is known. */
    @Nullable
    StunKey peerKey() {
        return peer == null ? null : peer.key();
    }

    /** Sends what is due: at most one triggered or, when wanted, one ordinary check. */
    void onTime(long nowNs, boolean isOrdinaryWanted, IceOutput out) {
        if (nowNs >= nextNs(isOrdinaryWanted)) {
            CandidatePair pair = list.takeTriggered();
            if (pair == null
                    && isOrdinaryWanted
                    && isPaced(nowNs, context.config().pacingNs())) {
                pair = list.nextOrdinary(context.role());
            }
            if (pair != null) {
                boolean nominates = context.config().nomination() == Nomination.AGGRESSIVE;
                check(nowNs, pair, nominates, out);
            }
        }
        repeat(nowNs, out);
    }

    private boolean isPaced(long nowNs, long gapNs) {
        return !hasSent || nowNs - lastNs >= gapNs;
    }

    private long nextNs(boolean isOrdinaryWanted) {
        boolean hasTriggered = list.hasTriggered();
        if (peer == null || context.isLite() || !(hasTriggered || (isOrdinaryWanted && hasOrdinary()))) {
            return Long.MAX_VALUE;
        }
        return hasSent ? lastNs + (hasTriggered ? MIN_GAP_NS : context.config().pacingNs()) : Long.MIN_VALUE;
    }

    private boolean hasOrdinary() {
        return list.nextOrdinary(context.role()) != null;
    }

    /** When {@link #onTime} has something to do. */
    long deadlineNs(boolean isOrdinaryWanted) {
        long deadline = nextNs(isOrdinaryWanted);
        for (CandidatePair pair : list.pairs()) {
            Check check = pair.check();
            RetransmitTimer timer = check == null ? null : check.timer();
            deadline = timer == null ? deadline : Math.min(deadline, timer.deadlineNs());
        }
        return deadline;
    }

    /** Starts a check, or the nomination of a valid pair (§8.1.1). */
    void check(long nowNs, CandidatePair pair, boolean nominates, IceOutput out) {
        long rtoNs = Math.max(RetransmitTimer.RTO_NS, context.config().pacingNs() * list.active());
        RetransmitTimer timer = pair.path().protocol() == TransportProtocol.UDP
                ? RetransmitTimer.datagram(nowNs, rtoNs)
                : RetransmitTimer.stream(nowNs);
        Check check = request(pair, nominates && context.role() == IceRole.CONTROLLING, timer);
        if (check == null) {
            return;
        }
        pair.checking(check);
        pair.become(pair.isValid() ? PairState.SUCCEEDED : PairState.IN_PROGRESS);
        hasSent = true;
        lastNs = nowNs;
        transmit(pair.path(), check.bytes(), out);
    }

    /** Sends a check that is not repeated (RFC 7675 §5.1). */
    void refresh(CandidatePair pair, IceOutput out) {
        Check check = request(pair, false, null);
        if (check != null) {
            pair.remember(check);
            transmit(pair.path(), check.bytes(), out);
        }
    }

    private @Nullable Check request(CandidatePair pair, boolean nominates, @Nullable RetransmitTimer timer) {
        Peer known = peer;
        if (known == null) {
            return null;
        }
        IceRole role = context.role();
        TransactionId id = TransactionId.random(context.random());
        StunWriter writer = new StunWriter(StunClass.REQUEST, StunMethod.BINDING, id)
                .addText(StunAttribute.USERNAME, known.username())
                .add32(StunAttribute.PRIORITY, pair.local().peerReflexivePriority())
                .add64(
                        role == IceRole.CONTROLLING ? StunAttribute.ICE_CONTROLLING : StunAttribute.ICE_CONTROLLED,
                        context.tieBreaker());
        if (nominates) {
            writer.addFlag(StunAttribute.USE_CANDIDATE);
        }
        return new Check(id, nominates, role, writer.sign(known.key()), timer);
    }

    private void repeat(long nowNs, IceOutput out) {
        for (CandidatePair pair : list.pairs()) {
            Check check = pair.check();
            RetransmitTimer timer = check == null ? null : check.timer();
            if (check == null || timer == null) {
                continue;
            }
            switch (timer.onTime(nowNs)) {
                case SEND_AGAIN -> transmit(pair.path(), check.bytes(), out);
                case GIVEN_UP -> pair.invalidate();
                case NOTHING -> {}
            }
        }
    }

    private static void transmit(FiveTuple path, byte[] bytes, IceOutput out) {
        out.transmit(path, bytes, 0, bytes.length);
    }
}
