package org.kaskado.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.TransportProtocol;

/**
 * A transport address that one side offers (RFC 8445 §5.3), as it is signalled.
 *
 * @param foundation 1 to 32 ice-chars; equal for candidates that stand or fall together
 * @param component 1 for RTP with multiplexed RTCP, 2 for RTCP; only 1 is ever paired
 * @param protocol what carries it
 * @param priority 1 to 2^31-1 (a peer's up to 2^32-1)
 * @param host the address as signalled; a name when {@code address} is null
 * @param address null when the host is a name, such as mDNS's {@code …​.local}
 * @param port 0 to 65535
 * @param type where the address comes from
 * @param relatedHost {@code raddr}, or null; for people only
 * @param relatedPort the port that belongs to {@code relatedHost}, else 0
 * @param tcpType who connects; null on UDP
 * @param extensions further name and value pairs in their order, such as {@code generation 0}
 */
public record Candidate(
        String foundation,
        int component,
        TransportProtocol protocol,
        long priority,
        String host,
        @Nullable InetAddress address,
        int port,
        CandidateType type,
        @Nullable String relatedHost,
        int relatedPort,
        @Nullable TcpType tcpType,
        List<Extension> extensions) {
    /** A pair that RFC 8839 leaves to others. */
    public record Extension(String name, String value) {}

    public Candidate {
        extensions = List.copyOf(extensions);
    }

    /** Address and port; null while the host is a name. */
    public @Nullable InetSocketAddress socketAddress() {
        return address == null ? null : new InetSocketAddress(address, port);
    }

    /** The value of an extension such as {@code ufrag}, or null. */
    public @Nullable String extension(String name) {
        for (Extension extension : extensions) {
            if (extension.name().equals(name)) {
                return extension.value();
            }
        }
        return null;
    }

    /** The same candidate, its name resolved by the shell. */
    public Candidate resolved(InetAddress found) {
        return new Candidate(
                foundation,
                component,
                protocol,
                priority,
                host,
                found,
                port,
                type,
                relatedHost,
                relatedPort,
                tcpType,
                extensions);
    }

    /** The value of the SDP attribute, {@code candidate:…} without {@code a=} (RFC 8839 §5.1). */
    public String toLine() {
        StringBuilder line = new StringBuilder(96);
        line.append("candidate:").append(foundation).append(' ').append(component);
        line.append(protocol == TransportProtocol.UDP ? " udp " : " tcp ").append(priority);
        line.append(' ').append(host).append(' ').append(port).append(" typ ").append(type.word());
        if (relatedHost != null) {
            line.append(" raddr ").append(relatedHost).append(" rport ").append(relatedPort);
        }
        if (tcpType != null) {
            line.append(" tcptype ").append(tcpType.word());
        }
        for (Extension extension : extensions) {
            line.append(' ').append(extension.name()).append(' ').append(extension.value());
        }
        return line.toString();
    }
}
