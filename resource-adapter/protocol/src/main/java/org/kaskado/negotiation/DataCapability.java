package org.kaskado.negotiation;

/**
 * Our side of data channels.
 *
 * @param sctpPort 1 to 65535, by custom 5000
 * @param maxMessageBytes the longest message we take; 0: any
 */
public record DataCapability(int sctpPort, long maxMessageBytes) {
    public DataCapability {
        if (sctpPort < 1 || sctpPort > 65_535) {
            throw new IllegalArgumentException("sctpPort must be 1 to 65535, not " + sctpPort);
        }
        if (maxMessageBytes < 0) {
            throw new IllegalArgumentException("maxMessageBytes must not be negative: " + maxMessageBytes);
        }
    }
}
