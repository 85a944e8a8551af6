package org.kaskado.negotiation;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaskado.sdp.Connection;
import org.kaskado.session.IceParameters;

/**
 * The address that the m- and c-lines show for an ICE transport (RFC 8839 §4.2.1): the first UDP candidate, an IPv4 one when
 * there is one; without candidates the discard port, "more will trickle" (RFC 8840 §4.1.1).
 */
record DefaultCandidate(Connection connection, int port) {
    static final int DISCARD_PORT = 9;

    private static final DefaultCandidate NONE = new DefaultCandidate(Connection.ANY_IP4, DISCARD_PORT);
    private static final int WORDS = 8;

    static DefaultCandidate of(@Nullable IceParameters ice) {
        DefaultCandidate best = NONE;
        if (ice == null) {
            return best;
        }
        for (String candidate : ice.candidates()) {
            String[] words = candidate.split(" ", -1);
            boolean isUdp = words.length >= WORDS && words[2].equalsIgnoreCase("udp");
            Optional<InetAddress> address = isUdp ? AddressLiteral.parse(words[4]) : Optional.empty();
            if (address.isEmpty() || !Texts.isNumber(words[5], 1, 65_535)) {
                continue;
            }
            int port = Integer.parseInt(words[5]);
            if (address.get() instanceof Inet4Address) {
                return new DefaultCandidate(new Connection("IP4", words[4]), port);
            }
            best = best.equals(NONE) ? new DefaultCandidate(new Connection("IP6", words[4]), port) : best;
        }
        return best;
    }
}
