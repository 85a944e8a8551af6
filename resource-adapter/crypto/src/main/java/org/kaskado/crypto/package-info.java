/**
 * DTLS 1.2 by Bouncy Castle's TLS API, on the ciphers of the JDK, in the shape of a core.
 *
 * <pre>
 *   loop of the session                                     handshake thread (at most 32)
 *   onDatagram -- ClientHello without cookie: HelloVerifyRequest, no state
 *              -- with cookie ----------- gate -----------&gt; accept / connect, blocking
 *              -- datagrams ------------- inbox -----------&gt; receive
 *   onTime    &lt;-- wake ------------------ outbox ---------- send, outcome
 *   connected: records are opened and sealed on the loop; no thread belongs to a session any more
 * </pre>
 *
 * Implemented: RFC 6347 (DTLS 1.2, cookie, retransmission, also of the last flight), RFC 7627 (extended master secret,
 * required), RFC 5764 (use_srtp, exporter), RFC 5763 §5 (mutual certificates, fingerprints). Left out: DTLS 1.3, DTLS 1.0,
 * session resumption, renegotiation, connection ids. Bouncy Castle is never registered as a security provider.
 *
 * <p>Transports belong to the loop of their session; {@link org.kaskado.crypto.BouncyCastleDtlsProvider} may be shared.
 */
@NullMarked
package org.kaskado.crypto;

import org.jspecify.annotations.NullMarked;
