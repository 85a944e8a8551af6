package org.kaskado.transport.udp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ports of plain RTP. Pairs are given one after the other, so that a freed one rests as long as it can and late packets
 * of a former session do not reach the next; pairs that somebody uses are skipped. Safe for any thread.
 */
public final class RtpPorts {
    private static final int MAX_PORT = 65_535;

    private final int first;
    private final int pairs;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * A range of ports.
     *
     * @param first lowest port, 1024 to 65534; an odd one is not used
     * @param last highest port, 1025 to 65535
     */
    public RtpPorts(int first, int last) {
        this.first = first + (first & 1);
        this.pairs = (last - this.first + 1) / 2;
        if (first < 1 || last > MAX_PORT || pairs < 1) {
            throw new IllegalArgumentException(
                    "ports " + first + "-" + last + " hold no pair of an even and an odd one");
        }
    }

    /**
     * Binds the next pair that is free; on the loop.
     *
     * @param isMuxed only the even port is bound, for RTP and RTCP
     * @throws IOException when all are in use, or the address is none of this machine
     */
    public RtpSocketPair open(RtpLoop loop, InetAddress address, boolean isMuxed, RtpSocketPair.Receiver receiver)
            throws IOException {
        for (int tried = 0; tried < pairs; tried++) {
            int port = first + 2 * Math.floorMod(next.getAndIncrement(), pairs);
            try {
                return RtpSocketPair.open(loop, address, port, isMuxed, receiver);
            } catch (BindException inUse) {
                // the next pair
            }
        }
        throw new IOException(
                "all " + pairs + " port pairs of " + this + " at " + address.getHostAddress() + " are in use");
    }

    /** First and last port, as configured. */
    @Override
    public String toString() {
        return first + "-" + (first + 2 * pairs - 1);
    }
}
