/**
 * Session descriptions as text (RFC 8866): parse and print. Knows the grammar's lines, not what an attribute means: offers,
 * answers and codecs are the business of {@code b.negotiation}. Lines keep their order within their kind, unknown attributes
 * are kept. Hostile text gives an {@link org.kaskado.sdp.SdpError} with the line's number, never an exception; sizes are
 * capped by {@link org.kaskado.sdp.SdpLimits}. Left out: the meaning of {@code t=}, {@code r=}, {@code z=}, {@code k=} and
 * multicast addresses (carried as text). Pure and immutable, any thread.
 */
@NullMarked
package org.kaskado.sdp;

import org.jspecify.annotations.NullMarked;
