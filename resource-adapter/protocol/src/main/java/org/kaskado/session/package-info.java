/**
 * The cores joined into one RTP session. Here are the values that negotiation produces and a session runs from:
 * {@link org.kaskado.session.SessionConfig} with its transports and media (facts of RFC 3264, 4566/8866, 4568, 4588, 5576,
 * 5761, 8285, 8839, 8841, 8842, 8851, 8853, 9143). All are immutable, so that the signalling side can hand them to a loop.
 */
@NullMarked
package org.kaskado.session;

import org.jspecify.annotations.NullMarked;
