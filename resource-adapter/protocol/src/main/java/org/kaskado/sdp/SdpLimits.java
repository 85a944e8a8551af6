package org.kaskado.sdp;

/**
 * How much a description may hold.
 *
 * @param maxChars of the whole text
 * @param maxLineChars of one line
 * @param maxMedia m-lines
 * @param maxAttributes attributes of the session, and of each m-section
 */
public record SdpLimits(int maxChars, int maxLineChars, int maxMedia, int maxAttributes) {
    /** A browser's video section is 6 KB long: 64 KiB would be ten of them, a group call has more. */
    public static final SdpLimits DEFAULT = new SdpLimits(256 * 1024, 8 * 1024, 128, 1024);

    public SdpLimits {
        if (maxChars < 1 || maxLineChars < 1 || maxMedia < 1 || maxAttributes < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }
}
