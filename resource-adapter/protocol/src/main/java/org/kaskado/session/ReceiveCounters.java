package org.kaskado.session;

/**
 * What came of one encoding.
 *
 * @param packets without retransmissions
 * @param bytes payload bytes of those
 * @param lost cumulative; negative when packets came twice
 * @param fractionLost of the last report, 0 to 1
 * @param jitterS interarrival jitter, seconds
 * @param nacks requests for packets, repeated ones included
 * @param recovered packets that came after they had been asked for
 * @param keyFrameRequests PLI sent
 */
public record ReceiveCounters(
        long packets,
        long bytes,
        long lost,
        double fractionLost,
        double jitterS,
        long nacks,
        long recovered,
        long keyFrameRequests) {}
