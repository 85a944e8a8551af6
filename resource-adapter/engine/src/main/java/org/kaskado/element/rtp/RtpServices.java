package org.kaskado.element.rtp;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.kaskado.net.PacketPool;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.transport.udp.RtpLoop;
import org.kaskado.transport.udp.RtpPorts;

/**
 * What all RTP endpoints of a server share. Safe for any thread.
 *
 * @param ports of sessions
 * @param loops by the loop that a pipeline lives on
 * @param local addresses of this machine; the first of a family is used
 * @param external what is announced in place of them; empty: those
 * @param silence without packets after which media counts as gone
 * @param random cryptographically strong
 * @param scratches one array per loop in which packets are protected
 */
public record RtpServices(
        RtpPorts ports,
        Map<MediaLoop, RtpLoop> loops,
        List<InetAddress> local,
        List<InetAddress> external,
        Duration silence,
        RandomGenerator random,
        Map<MediaLoop, byte[]> scratches) {
    private static final int OVERHEAD_BYTES = 64;

    public RtpServices {
        loops = Map.copyOf(loops);
        local = List.copyOf(local);
        external = List.copyOf(external);
    }

    /** Joins them. */
    public static RtpServices of(
            RtpPorts ports,
            Map<MediaLoop, RtpLoop> loops,
            List<InetAddress> local,
            List<InetAddress> external,
            Duration silence) {
        return new RtpServices(ports, loops, local, external, silence, new SecureRandom(), new ConcurrentHashMap<>());
    }

    byte[] scratch(MediaLoop loop) {
        return scratches.computeIfAbsent(loop, unused -> new byte[PacketPool.BUFFER_BYTES + OVERHEAD_BYTES]);
    }

    RtpLoop loop(MediaLoop loop) {
        RtpLoop found = loops.get(loop);
        if (found == null) {
            throw new IllegalStateException(loop + " has no sockets");
        }
        return found;
    }
}
