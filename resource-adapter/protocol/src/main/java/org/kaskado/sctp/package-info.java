/**
 * Data channels: SCTP over DTLS as WebRTC needs it. {@link org.kaskado.sctp.DataChannels} is the way in; below it
 * {@link org.kaskado.sctp.Association} is plain SCTP. Both are cores: bytes and time in, calls of an output interface out.
 *
 * <pre>
 * CLOSED ─ INIT out ─► COOKIE_WAIT ─ INIT ACK in ─► COOKIE_ECHOED ─ COOKIE ACK in ─► ESTABLISHED
 *    └──────────────────────── COOKIE ECHO in (also from both others) ─────────────────►┘  │
 * ESTABLISHED ─ shutdown ─► SHUTDOWN_PENDING ─ all acked ─► SHUTDOWN_SENT ─ SHUTDOWN ACK in ─► ENDED
 * ESTABLISHED ─ SHUTDOWN in ─► SHUTDOWN_RECEIVED ─ all acked ─► SHUTDOWN_ACK_SENT ─ COMPLETE in ─► ENDED
 * </pre>
 *
 * Implemented: RFC 9260 (INIT with signed cookie, simultaneous open, restart, DATA, SACK, retransmission, congestion and
 * flow control, HEARTBEAT, ABORT, ERROR, SHUTDOWN, rules for unknown chunks and parameters), RFC 3758 (FORWARD-TSN),
 * RFC 6525 (outgoing and incoming stream reset, answers to added streams), RFC 8261, RFC 8831, RFC 8832.
 * Left out: RFC 8260 (I-DATA; never announced, so no peer sends it), RFC 9653 (zero checksum; an offer is ignored and the
 * peer then sends checksums), multihoming, ECN, path MTU discovery (packets have one fixed size below every path's), SSN/TSN
 * reset, the deprecated partial-message payload types. An association belongs to one media loop and is touched by its
 * thread only.
 */
@NullMarked
package org.kaskado.sctp;

import org.jspecify.annotations.NullMarked;
