/**
 * {@code RtpEndpoint}: plain RTP and SRTP with SDES keys, one pair of ports for each m-section (RFC 3550, RFC 3551, RFC 4585,
 * RFC 4568, RFC 4961, RFC 5761). The elements here are shells: sockets and time go to {@link
 * org.kaskado.session.PlainTransport} and {@link org.kaskado.session.RtpSession}. Everything lives on the pipeline's loop.
 * Left out: multicast, ICE, MKI, key limits by packet count.
 */
@NullMarked
package org.kaskado.element.rtp;

import org.jspecify.annotations.NullMarked;
