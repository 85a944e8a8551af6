package org.kaskado.ra;

/**
 * What became of the engine's events; a snapshot.
 *
 * @param delivered taken by all beans
 * @param coalesced replaced by a newer one while waiting
 * @param dropped given up because a queue was full
 * @param failed given up because a bean threw
 * @param waiting in queues now
 */
record EventCounters(long delivered, long coalesced, long dropped, long failed, long waiting) {}
