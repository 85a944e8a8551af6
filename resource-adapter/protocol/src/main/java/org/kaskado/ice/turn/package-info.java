/**
 * A TURN client (RFC 8656): an address that a server lends, for peers that cannot be reached directly.
 *
 * <p>Implemented: Allocate, Refresh, CreatePermission, ChannelBind, Send and Data indications, ChannelData on UDP and on
 * streams; long-term credentials with 401 and 438; IPv4 and IPv6 relayed addresses. Left out: RFC 6062 (TCP to the peer),
 * EVEN-PORT and reservations, mobility, following ALTERNATE-SERVER (it is reported).
 *
 * <p>Pure: the shell carries the bytes over UDP, TCP or TLS. A server tells allocations apart by five-tuple, so each client
 * needs a socket or a connection of its own; the shared media port will not do for more than one session.
 */
@NullMarked
package org.kaskado.ice.turn;

import org.jspecify.annotations.NullMarked;
