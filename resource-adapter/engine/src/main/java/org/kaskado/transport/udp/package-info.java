/**
 * One UDP port for all WebRTC sessions, and ports of their own for sessions of plain RTP. On the one port every media loop
 * has a socket of its own on each local address (SO_REUSEPORT), so a datagram is normally received, worked on and answered
 * by one thread without a queue. The kernel spreads peers over the sockets without knowing whose loop they belong to: a
 * datagram that lands on the wrong loop is handed to the owner once, bounded and counted. Shell: it holds no protocol rule;
 * who an unknown sender is, is asked of a {@link org.kaskado.transport.udp.UnknownSenders}. Plain RTP has a {@link
 * org.kaskado.transport.udp.RtpSocketPair} for each m-section, on the loop of its pipeline, from the range of {@link
 * org.kaskado.transport.udp.RtpPorts}.
 */
@NullMarked
package org.kaskado.transport.udp;

import org.jspecify.annotations.NullMarked;
