/**
 * Offer and answer: turns the peer's description and our own wishes into the other description and a
 * {@link org.kaskado.session.SessionConfig}. {@link org.kaskado.negotiation.Negotiator} is the one entrance.
 *
 * <pre>
 *            createOffer                     processAnswer
 *   STABLE ───────────────► HAVE_LOCAL_OFFER ─────────────► STABLE
 *   STABLE ───────────────► HAVE_REMOTE_OFFER ────────────► STABLE
 *            receiveOffer                    createAnswer          (processOffer does both; rollback leads back)
 * </pre>
 *
 * Implements RFC 9429 (JSEP: §3.2 states, §4.1.10 rollback, §5.2 offers, §5.3 answers, §5.8 applying), RFC 3264, 9143
 * (BUNDLE), 8839 and 8840 (ICE and trickle), 8842 (DTLS), 8841 (data channels), 8851 and 8853 (simulcast), 8285, 4585, 4588,
 * 5576, 8830, 4568 (SDES), 5761, 5506; formats of RFC 6184, 7741, 9628, 7798, 7587, 2198, 4733. Left out: provisional
 * answers, key-management extensions but SDES, capability negotiation (RFC 5939), QoS preconditions, multicast, forking.
 * Nothing here throws because of what a peer wrote. A negotiator has one owner and no thread rule beyond that.
 */
@NullMarked
package org.kaskado.negotiation;

import org.jspecify.annotations.NullMarked;
