/**
 * DTLS as the rest of the packet plane sees it: roles, fingerprints, SRTP profiles, and the port to a provider. The
 * handshake itself is done by {@code org.kaskado.crypto}.
 *
 * <pre>
 *  NEW --start--> CONNECTING --finished, fingerprint matches--> CONNECTED --close_notify, close()--> CLOSED
 *                     |                                             |
 *                     +------ timeout, alert, wrong fingerprint ----+----------> FAILED
 * </pre>
 *
 * Implemented: RFC 8122 §5 (fingerprints sha-1 to sha-512), RFC 8842 §5 (roles), RFC 5764 §4.1.2 and §4.2 (profiles, key
 * material), RFC 7714 §14.2 (GCM profiles), RFC 6347 §4.1 and §4.2.2 (reading records and handshake headers). Left out:
 * MKI, md2 and md5 fingerprints, NULL profiles, connection ids. Pure; a transport belongs to the loop of its session.
 */
@NullMarked
package org.kaskado.dtls;

import org.jspecify.annotations.NullMarked;
