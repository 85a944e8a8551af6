/**
 * Coded frames to RTP payloads and back, one pair of classes per payload format, and what forwarding has to see of a
 * payload without taking frames apart. Pure; every object belongs to one media loop.
 *
 * <p>Implemented: VP8 (RFC 7741), VP9 (RFC 9628: flexible and non-flexible mode, spatial and temporal layers on the way in,
 * one layer on the way out), H.264 (RFC 6184: single NAL unit, STAP-A, FU-A; packetization modes 0 and 1), H.265 (RFC 7798:
 * single, AP, FU), AV1 (AOM RTP payload format 1.0 with its dependency descriptor), Opus (RFC 7587), PCMU, PCMA and G.722
 * (RFC 3551), telephone-event (RFC 4733).
 *
 * <p>Left out: interleaved mode, STAP-B, MTAP and FU-B of RFC 6184; DONL and PACI of RFC 7798; tones of RFC 4733 §4.
 */
@NullMarked
package org.kaskado.payload;

import org.jspecify.annotations.NullMarked;
