package org.kaskado.sdp;

/**
 * A {@code c=} line (RFC 8866 §5.7), network type {@code IN}.
 *
 * @param addressType {@code IP4} or {@code IP6}
 * @param address an address or a host name; for multicast with TTL and count
 */
public record Connection(String addressType, String address) {
    public static final Connection ANY_IP4 = new Connection("IP4", "0.0.0.0");
}
