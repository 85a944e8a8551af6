/**
 * {@code WebRtcEndpoint}: one peer over ICE, DTLS and SRTP on the one UDP port. The endpoint is the element with its
 * operations and events, {@link org.kaskado.element.webrtc.PeerSession} the shell around the pure cores of {@code
 * org.kaskado.session}: datagrams and time in, datagrams out. Both live on the pipeline's loop.
 *
 * <pre>
 * UdpTransport → PeerSession → MediaTransport (ICE, DTLS, SRTP) → RtpSession → Publication → …
 *                                                             …  → Subscription → MediaTransport → UdpTransport
 * </pre>
 */
@NullMarked
package org.kaskado.element.webrtc;

import org.jspecify.annotations.NullMarked;
