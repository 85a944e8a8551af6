package org.kaskado.feedback;

/**
 * A short burst above the estimate that finds out whether there is room.
 *
 * @param cluster number of the burst, 1 to 32767, noted with each of its packets
 * @param rateBps at which it is sent
 * @param minBytes how much, at least
 * @param minPackets how many packets, at least
 */
public record Probe(int cluster, long rateBps, int minBytes, int minPackets) {}
