package org.kaskado.forward;

/**
 * Timestamps of a sender report for a viewer: the publisher's clock, extrapolated, and the outgoing RTP timestamp of the same
 * moment.
 *
 * @param ntp 32.32 seconds of the publisher's wallclock
 * @param rtpTimestamp 32 bits, unsigned
 */
public record ForwardReport(long ntp, long rtpTimestamp) {}
