package org.kaskado.signalling;

/**
 * Bounds of one session.
 *
 * @param startTimeoutNs from the client's request to the handler's start or terminate
 * @param pollTimeoutNs how long a poll waits
 * @param idleTimeoutNs silence of the client after which a session ends through which no media has flown
 * @param graceNs how long the last event can still be fetched
 * @param maxEvents events that wait for the client
 */
public record SessionLimits(long startTimeoutNs, long pollTimeoutNs, long idleTimeoutNs, long graceNs, int maxEvents) {
    public SessionLimits {
        requirePositive(startTimeoutNs, "startTimeoutNs");
        requirePositive(pollTimeoutNs, "pollTimeoutNs");
        requirePositive(idleTimeoutNs, "idleTimeoutNs");
        requirePositive(graceNs, "graceNs");
        requirePositive(maxEvents, "maxEvents");
    }

    private static void requirePositive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, was " + value);
        }
    }
}
