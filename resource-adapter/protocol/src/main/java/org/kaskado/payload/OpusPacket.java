package org.kaskado.payload;

/**
 * What the first bytes of an Opus packet say, RFC 6716 §3.
 *
 * <pre>
 * | config (5) |s| c (2) |   config: mode, bandwidth, frame size; s: stereo; c: frames in the packet
 * </pre>
 */
public final class OpusPacket {
    /** RFC 6716 §3.2.5 [R5]: no packet is longer than that. */
    private static final int MAX_TICKS = 5760;

    private static final int[] SILK_TICKS = {480, 960, 1920, 2880};
    private static final int[] CELT_TICKS = {120, 240, 480, 960};

    private OpusPacket() {}

    /** Duration in ticks of the 48 kHz clock, or 0 when the bytes are no Opus packet. */
    public static int ticks(byte[] data, int offset, int length) {
        if (length < 1) {
            return 0;
        }
        int config = data[offset] >>> 3 & 0x1F;
        int frames = switch (data[offset] & 3) {
            case 0 -> 1;
            case 3 -> length < 2 ? 0 : data[offset + 1] & 0x3F;
            default -> 2;
        };
        int ticks = frames * frameTicks(config);
        return ticks > MAX_TICKS ? 0 : ticks;
    }

    public static boolean isStereo(byte[] data, int offset) {
        return (data[offset] & 4) != 0;
    }

    /** Whether the packet stands for silence that is not sent (RFC 7587 §3.1.3): nothing but the first byte or one more. */
    public static boolean isDtx(int length) {
        return length <= 2;
    }

    private static int frameTicks(int config) {
        if (config < 12) {
            return SILK_TICKS[config & 3];
        }
        return config < 16 ? 480 << (config & 1) : CELT_TICKS[config & 3];
    }
}
