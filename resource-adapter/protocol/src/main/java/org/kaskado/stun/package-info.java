/**
 * STUN messages (RFC 8489): header, attributes, integrity, fingerprint, error codes, retransmission times, and the peek
 * by which a port shared by all sessions finds the one a check is for.
 *
 * <p>Implemented: §5 to §6.2 (format, retransmission on UDP and TCP), §9.1 short-term credentials, §9.2 long-term
 * credentials with the MD5 key, §14 the attributes that ICE (RFC 8445) and TURN (RFC 8656) need, MESSAGE-INTEGRITY (SHA-1)
 * both ways and MESSAGE-INTEGRITY-SHA256 when read. Left out: RFC 3489 compatibility, DNS discovery, USERHASH and
 * PASSWORD-ALGORITHMS as a client, redirection (an ALTERNATE-SERVER is reported, not followed).
 *
 * <p>Pure values; a message that cannot be read is {@code null}, never an exception.
 */
@NullMarked
package org.kaskado.stun;

import org.jspecify.annotations.NullMarked;
