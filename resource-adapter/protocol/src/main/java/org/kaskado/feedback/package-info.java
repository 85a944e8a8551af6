/**
 * The second river: what receivers tell senders, and what senders make of it. Reception statistics and reports (RFC 3550
 * §6.4, A.3, A.8), NACK and its answer from a packet cache (RFC 4585, 4588), key-frame requests, transport-wide feedback
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01), an estimate of the bandwidth from it in the manner of
 * draft-ietf-rmcat-gcc-02, REMB as a cap, and a pacer.
 *
 * <p>Left out: XR beyond reading, RFC 8888, the reporting interval rules for large groups (RFC 3550 §6.3: a session here
 * has two ends). Pure; each object belongs to one session's media loop. What runs per packet allocates nothing.
 */
@NullMarked
package org.kaskado.feedback;

import org.jspecify.annotations.NullMarked;
