package org.kaskado.session;

import java.net.InetAddress;

/**
 * Where one side of a plain RTP session listens.
 *
 * @param address IP address; the wildcard address means hold (RFC 3264 §8.4): send nothing
 * @param rtpPort 1 to 65535
 * @param rtcpPort equal to {@code rtpPort} when RTCP is multiplexed (RFC 5761)
 */
public record RtpAddress(InetAddress address, int rtpPort, int rtcpPort) {
    public RtpAddress {
        requirePort(rtpPort, "rtpPort");
        requirePort(rtcpPort, "rtcpPort");
    }

    private static void requirePort(int port, String what) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(what + " must be 1 to 65535, not " + port);
        }
    }
}
