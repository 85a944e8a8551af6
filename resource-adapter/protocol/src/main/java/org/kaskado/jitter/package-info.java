/**
 * Puts the packets of one source into order for media that is consumed here (decoded, recorded), not forwarded: waits for
 * reordered and retransmitted packets as long as the network's jitter suggests, reports what never came, and can pace the
 * output by the media clock.
 *
 * <p>Left out: stretching of sound and concealment, which belong to the decoder. Pure; one buffer per SSRC, on its
 * session's loop.
 */
@NullMarked
package org.kaskado.jitter;

import org.jspecify.annotations.NullMarked;
