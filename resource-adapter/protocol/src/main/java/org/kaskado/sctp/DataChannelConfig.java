package org.kaskado.sctp;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * How a data channel is opened (RFC 8831 §6.4, RFC 8832 §5.1).
 *
 * @param label name, at most 65535 bytes of UTF-8; a channel's OPEN must fit one message
 * @param protocol subprotocol, or empty; at most 65535 bytes of UTF-8
 * @param reliability order, retransmissions, lifetime
 * @param priority 0 to 65535; RFC 8831 §6.4 names 128 below normal, 256 normal, 512 high, 1024 extra high. Stored and told
 *     to the peer; streams take turns whatever it is
 * @param negotiatedId stream that both sides agreed on by other means, 0 to 65534, or {@link #IN_BAND}
 */
public record DataChannelConfig(
        String label, String protocol, Reliability reliability, int priority, int negotiatedId) {
    /** The channel is told to the peer by an OPEN message and gets the next free stream. */
    public static final int IN_BAND = -1;

    public static final int NORMAL_PRIORITY = 256;

    public DataChannelConfig {
        requireFits("label", label);
        requireFits("protocol", protocol);
        Objects.requireNonNull(reliability, "reliability");
        if (priority < 0 || priority > 65_535) {
            throw new IllegalArgumentException("priority " + priority + "; allowed: 0 to 65535");
        }
        if (negotiatedId < IN_BAND || negotiatedId > 65_534) {
            throw new IllegalArgumentException(
                    "negotiatedId " + negotiatedId + "; allowed: 0 to 65534, or -1 for none");
        }
    }

    /** A reliable ordered channel. */
    public static DataChannelConfig reliable(String label) {
        return new DataChannelConfig(label, "", Reliability.RELIABLE, NORMAL_PRIORITY, IN_BAND);
    }

    public DataChannelConfig with(Reliability other) {
        return new DataChannelConfig(label, protocol, other, priority, negotiatedId);
    }

    /** The same on an agreed stream, without an OPEN message. */
    public DataChannelConfig negotiated(int streamId) {
        return new DataChannelConfig(label, protocol, reliability, priority, streamId);
    }

    public boolean isNegotiated() {
        return negotiatedId != IN_BAND;
    }

    private static void requireFits(String name, String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 65_535) {
            throw new IllegalArgumentException(name + " has " + bytes + " bytes of UTF-8; allowed: 65535");
        }
    }
}
