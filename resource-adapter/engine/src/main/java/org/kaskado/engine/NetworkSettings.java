package org.kaskado.engine;

import java.net.InetAddress;
import java.util.List;

/**
 * Where WebRTC media is received, and what is announced to clients instead.
 *
 * @param local addresses of this machine to bind, none of them a wildcard
 * @param external what clients are told in place of {@code local}; empty: the same
 * @param port UDP port of all sessions; 0 for any
 * @param buffersPerLoop packets that may be held on each media loop
 */
public record NetworkSettings(List<InetAddress> local, List<InetAddress> external, int port, int buffersPerLoop) {
    public NetworkSettings {
        local = List.copyOf(local);
        external = List.copyOf(external);
    }
}
