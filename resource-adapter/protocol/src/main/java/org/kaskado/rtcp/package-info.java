/**
 * RTCP packets, one class each, with parser and writer: SR, RR, SDES (CNAME), BYE (RFC 3550 §6), generic NACK and PLI
 * (RFC 4585), FIR (RFC 5104), REMB (draft-alvestrand-rmcat-remb-03), transport-wide congestion control feedback
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01), XR with receiver reference time and DLRR (RFC 3611 §4.4,
 * §4.5). Compound packets are read packet by packet, so that a broken one costs only itself; reduced size (RFC 5506)
 * is taken.
 *
 * <p>Left out: APP (skipped), SDES items but CNAME, TMMBR, the other XR blocks, RFC 8888. Pure values without owner;
 * RTCP is rare, so packets are objects.
 */
@NullMarked
package org.kaskado.rtcp;

import org.jspecify.annotations.NullMarked;
