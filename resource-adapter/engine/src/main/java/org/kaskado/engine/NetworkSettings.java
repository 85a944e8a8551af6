package org.kaskado.engine;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where media is received, and what is announced to clients instead.
 *
 * @param local addresses of this machine to bind, none of them a wildcard
 * @param external what clients are told in place of {@code local}; empty: the same
 * @param port UDP port of all WebRTC sessions; 0 for any
 * @param buffersPerLoop packets that may be held on each media loop
 * @param rtp what plain RTP needs besides
 */
public record NetworkSettings(
        List<InetAddress> local, List<InetAddress> external, int port, int buffersPerLoop, Rtp rtp) {
    /**
     * Plain RTP.
     *
     * @param firstPort lowest port of sessions
     * @param lastPort highest port of sessions
     * @param silence without packets after which media counts as gone
     */
    public record Rtp(int firstPort, int lastPort, Duration silence) {}

    public NetworkSettings {
        local = List.copyOf(local);
        external = List.copyOf(external);
    }
}
