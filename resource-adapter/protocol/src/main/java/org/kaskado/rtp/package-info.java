/**
 * RTP packets as slices of arrays: header view and rewriting (RFC 3550 §5.1), header extensions in one- and two-byte
 * form (RFC 8285) with the values that WebRTC uses (RFC 6464, 8852, 9143, 3GPP 26.114 §7.4.5, and libwebrtc's
 * abs-send-time, abs-capture-time, transport-cc and playout-delay), sequence numbers and timestamps without wrap,
 * retransmission (RFC 4588, SSRC-multiplexed) and redundancy (RFC 2198, received and passed on).
 *
 * <p>Left out: session multiplexing of RFC 4588, encrypted header extensions (RFC 6904), FEC. Pure; views hold no
 * state, the few objects with state belong to one media loop. Nothing here allocates per packet.
 */
@NullMarked
package org.kaskado.rtp;

import org.jspecify.annotations.NullMarked;
