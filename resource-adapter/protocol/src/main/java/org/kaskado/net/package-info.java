/**
 * Packets before anybody knows what they are: buffers and their pool, the wire's integers, the path a datagram took, the
 * first-byte demultiplexer (RFC 7983), reasons to drop. Addresses are {@link java.net.InetSocketAddress} values, always
 * resolved; nothing here asks a name server. Pure; one pool belongs to one media loop and is touched by its thread only.
 */
@NullMarked
package org.kaskado.net;

import org.jspecify.annotations.NullMarked;
