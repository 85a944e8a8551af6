package org.kaskado.ice;

import org.jspecify.annotations.Nullable;
import org.kaskado.net.TransportProtocol;

/** Where a candidate's address comes from, with its word in a candidate line and its preference (RFC 8445 §5.1.2.2). */
public enum CandidateType {
    HOST("host", 126, 90),
    PEER_REFLEXIVE("prflx", 110, 80),
    SERVER_REFLEXIVE("srflx", 100, 70),
    RELAYED("relay", 0, 0);

    private final String word;
    private final int udpPreference;
    private final int tcpPreference;

    CandidateType(String word, int udpPreference, int tcpPreference) {
        this.word = word;
        this.udpPreference = udpPreference;
        this.tcpPreference = tcpPreference;
    }

    public String word() {
        return word;
    }

    /** RFC 6544 §4.2: datagrams are preferred to streams. */
    int preference(TransportProtocol protocol) {
        return protocol == TransportProtocol.UDP ? udpPreference : tcpPreference;
    }

    static @Nullable CandidateType ofWord(String word) {
        for (CandidateType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        return null;
    }
}
