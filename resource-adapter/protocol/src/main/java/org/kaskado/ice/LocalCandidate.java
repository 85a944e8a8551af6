package org.kaskado.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.TransportProtocol;

/**
 * A candidate of ours with its base: the address that its packets leave from, as {@link org.kaskado.net.FiveTuple#local}
 * names it (RFC 8445 §2.1). Many candidates may have one base; pairs are formed by base, so a socket that is bound to all
 * addresses is one base, and each address that is announced for it a host candidate.
 *
 * @param candidate what is signalled
 * @param base what is paired
 */
public record LocalCandidate(Candidate candidate, InetSocketAddress base) {
    private static final int COMPONENT = 1;
    /** RFC 6544 §4.2: the other preference has 13 bits. */
    private static final int OTHER_PREFERENCE_MAX = (1 << 13) - 1;
    /** Highest local preference (RFC 8445 §5.1.2.1); the first of several addresses has it, the next one less. */
    public static final int MAX_PREFERENCE = 65_535;

    /** Where a candidate was learnt, for its foundation and {@code raddr}. */
    private record Origin(
            CandidateType type,
            InetSocketAddress base,
            String server,
            @Nullable InetSocketAddress related) {}

    /**
     * An address of this machine, or one that a router forwards to it.
     *
     * @param announced the address to signal; differs from the base behind a static NAT
     * @param preference 0 to {@link #MAX_PREFERENCE}, higher is better
     */
    public static LocalCandidate host(
            TransportProtocol protocol, InetSocketAddress announced, InetSocketAddress base, int preference) {
        return of(protocol, announced, new Origin(CandidateType.HOST, base, "", null), preference);
    }

    /** What a STUN or TURN server saw of a UDP base. */
    public static LocalCandidate serverReflexive(
            InetSocketAddress mapped, InetSocketAddress base, InetSocketAddress server, int preference) {
        Origin origin = new Origin(CandidateType.SERVER_REFLEXIVE, base, server.toString(), base);
        return of(TransportProtocol.UDP, mapped, origin, preference);
    }

    /**
     * A UDP address that a TURN server lends us; it is its own base. The shell carries what the agent transmits from it
     * through {@link org.kaskado.ice.turn.TurnClient#send}.
     */
    public static LocalCandidate relayed(
            InetSocketAddress relayed, InetSocketAddress mapped, InetSocketAddress server, int preference) {
        Origin origin = new Origin(CandidateType.RELAYED, relayed, server.toString(), mapped);
        return of(TransportProtocol.UDP, relayed, origin, preference);
    }

    private static LocalCandidate of(
            TransportProtocol protocol, InetSocketAddress announced, Origin origin, int preference) {
        if (preference < 0 || preference > MAX_PREFERENCE) {
            throw new IllegalArgumentException("a preference is 0 to " + MAX_PREFERENCE + ", not " + preference);
        }
        boolean isTcp = protocol == TransportProtocol.TCP;
        InetSocketAddress related = origin.related();
        Candidate candidate = new Candidate(
                foundation(protocol, announced, origin),
                COMPONENT,
                protocol,
                priority(origin.type(), protocol, preference),
                IpLiteral.print(announced.getAddress()),
                announced.getAddress(),
                announced.getPort(),
                origin.type(),
                related == null ? null : IpLiteral.print(related.getAddress()),
                related == null ? 0 : related.getPort(),
                isTcp ? TcpType.PASSIVE : null,
                List.of());
        return new LocalCandidate(candidate, origin.base());
    }

    /** RFC 8445 §5.1.2.1; on TCP the preference's upper bits are the direction (RFC 6544 §4.2). */
    static long priority(CandidateType type, TransportProtocol protocol, int preference) {
        int local = protocol == TransportProtocol.UDP
                ? preference
                : (TcpType.PASSIVE.directionPreference() << 13) | (preference * OTHER_PREFERENCE_MAX / MAX_PREFERENCE);
        return ((long) type.preference(protocol) << 24) | ((long) local << 8) | (256 - COMPONENT);
    }

    /** RFC 8445 §5.1.1.3: the same for the same type, base address, server and protocol. */
    private static String foundation(TransportProtocol protocol, InetSocketAddress announced, Origin origin) {
        String address = origin.type() == CandidateType.HOST
                ? IpLiteral.print(announced.getAddress())
                : IpLiteral.print(origin.base().getAddress());
        CRC32 crc = new CRC32();
        String text = origin.type().word() + address + origin.server() + protocol;
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toString(crc.getValue());
    }

    InetAddress announced() {
        InetAddress address = candidate.address();
        return address == null ? base.getAddress() : address;
    }

    /** PRIORITY of a check from here: what the peer would give the candidate it learns from it (RFC 8445 §7.1.1). */
    long peerReflexivePriority() {
        long local = candidate.priority() & 0xFF_FFFFL;
        return ((long) CandidateType.PEER_REFLEXIVE.preference(candidate.protocol()) << 24) | local;
    }
}
