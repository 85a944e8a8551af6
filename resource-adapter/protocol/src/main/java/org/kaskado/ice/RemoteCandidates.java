package org.kaskado.ice;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.TransportProtocol;

/** The peer's candidates, signalled or learnt from its checks, bounded. */
final class RemoteCandidates {
    private static final int COMPONENT = 1;

    private final int max;
    private final List<Candidate> known = new ArrayList<>();
    private int named;
    private int learnt;

    RemoteCandidates(int max) {
        this.max = max;
    }

    List<Candidate> all() {
        return Collections.unmodifiableList(known);
    }

    /** Whether a signalled candidate is of use; {@link Drop#DUPLICATE} for an address that is known already. */
    Drop judge(Candidate candidate) {
        if (candidate.component() != COMPONENT) {
            return Drop.NOT_WANTED;
        }
        InetAddress address = candidate.address();
        if (address == null) {
            return named++ < max ? Drop.NONE : Drop.OVER_BUDGET;
        }
        if (!isUsable(address, candidate.port())) {
            return Drop.NOT_WANTED;
        }
        if (find(candidate) != null) {
            return Drop.DUPLICATE;
        }
        return known.size() < max ? Drop.NONE : Drop.OVER_BUDGET;
    }

    /** No check goes to all, to many or to nobody. */
    private static boolean isUsable(InetAddress address, int port) {
        boolean isBroadcast = (address.getAddress()[0] & 0xFF) == 255 && address.getAddress().length == 4;
        return port != 0 && !address.isAnyLocalAddress() && !address.isMulticastAddress() && !isBroadcast;
    }

    void add(Candidate candidate) {
        known.add(candidate);
    }

    /** The candidate with the same transport address, or null. */
    @Nullable
    Candidate find(Candidate like) {
        return find(like.protocol(), like.address(), like.port());
    }

    /** Puts the signalled candidate in the place of the one that a check revealed. */
    void replace(Candidate learnt, Candidate signalled) {
        known.set(known.indexOf(learnt), signalled);
    }

    /** The candidate that a request came from; a new peer-reflexive one when none is known (RFC 8445 §7.3.1.3). */
    @Nullable
    Candidate learn(FiveTuple path, long priority) {
        InetAddress address = path.remote().getAddress();
        Candidate candidate = find(path.protocol(), address, path.remote().getPort());
        if (candidate != null || known.size() >= max) {
            return candidate;
        }
        Candidate revealed = new Candidate(
                "prflx" + learnt++,
                COMPONENT,
                path.protocol(),
                priority,
                IpLiteral.print(address),
                address,
                path.remote().getPort(),
                CandidateType.PEER_REFLEXIVE,
                null,
                0,
                path.protocol() == TransportProtocol.TCP ? TcpType.ACTIVE : null,
                List.of());
        known.add(revealed);
        return revealed;
    }

    private @Nullable Candidate find(TransportProtocol protocol, @Nullable InetAddress address, int port) {
        for (Candidate candidate : known) {
            if (candidate.protocol() == protocol
                    && candidate.port() == port
                    && candidate.address() != null
                    && candidate.address().equals(address)) {
                return candidate;
            }
        }
        return null;
    }
}
