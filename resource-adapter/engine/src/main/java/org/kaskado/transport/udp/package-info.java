/**
 * One UDP port for all sessions. Every media loop has a socket of its own on each local address (SO_REUSEPORT), so a
 * datagram is normally received, worked on and answered by one thread without a queue. The kernel spreads peers over the
 * sockets without knowing whose loop they belong to: a datagram that lands on the wrong loop is handed to the owner once,
 * bounded and counted. Shell: it holds no protocol rule; who an unknown sender is, is asked of a {@link
 * org.kaskado.transport.udp.UnknownSenders}.
 */
@NullMarked
package org.kaskado.transport.udp;

import org.jspecify.annotations.NullMarked;
