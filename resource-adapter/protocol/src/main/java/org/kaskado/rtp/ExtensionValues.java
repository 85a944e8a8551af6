package org.kaskado.rtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kaskado.net.Wire;

/**
 * The values in header extension elements, read and written at an index that {@link HeaderExtensions} or {@link
 * ExtensionRewriter} found. Readers take the element's length where it matters; a caller checks it against the
 * constants.
 */
public final class ExtensionValues {
    public static final int AUDIO_LEVEL_BYTES = 1;
    public static final int ABS_SEND_TIME_BYTES = 3;
    public static final int TRANSPORT_CC_BYTES = 2;
    public static final int PLAYOUT_DELAY_BYTES = 3;
    public static final int VIDEO_ORIENTATION_BYTES = 1;
    /** Without the estimated offset between capture and sender clock. */
    public static final int ABS_CAPTURE_TIME_BYTES = 8;
    /** With it. */
    public static final int ABS_CAPTURE_TIME_WITH_OFFSET_BYTES = 16;
    /** Largest playout delay: 12 bits of 10 ms. */
    public static final int MAX_PLAYOUT_DELAY_MS = 40_950;
    /** abs-send-time counts 2^-18 seconds in 24 bits: it wraps after 64 s. */
    public static final int ABS_SEND_TIME_UNITS_PER_SECOND = 1 << 18;
    /** RFC 6464 §3: the level of silence. */
    public static final int SILENCE_LEVEL = 127;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int PLAYOUT_DELAY_UNIT_MS = 10;

    private ExtensionValues() {}

    /** RFC 6464 §3: 0 (loudest) to 127 (silence), in -dBov. */
    public static int audioLevel(byte[] data, int at) {
        return data[at] & 0x7F;
    }

    /** RFC 6464 §3: whether the sender heard voice. */
    public static boolean isVoice(byte[] data, int at) {
        return data[at] < 0;
    }

    public static void putAudioLevel(byte[] data, int at, int level, boolean voice) {
        data[at] = (byte) ((level & 0x7F) | (voice ? 0x80 : 0));
    }

    /** 24 bits, in 2^-18 seconds. */
    public static int absSendTime(byte[] data, int at) {
        return Wire.get24(data, at);
    }

    /** Sets the sending time; any clock will do that runs like real time, such as {@code nowNs}. */
    public static void putAbsSendTime(byte[] data, int at, long timeNs) {
        Wire.put24(data, at, absSendTimeOf(timeNs));
    }

    /** The 24 bits for a time in ns. */
    public static int absSendTimeOf(long timeNs) {
        long seconds = Math.floorDiv(timeNs, NS_PER_SECOND);
        long rest = Math.floorMod(timeNs, NS_PER_SECOND);
        return (int) ((seconds << 18) + (rest << 18) / NS_PER_SECOND) & 0xFF_FFFF;
    }

    /** How far abs-send-time {@code a} is ahead of {@code b}, wrap resolved, in ns. */
    public static long absSendTimeDifferenceNs(int a, int b) {
        int units = (a - b) << 8 >> 8;
        return units * NS_PER_SECOND / ABS_SEND_TIME_UNITS_PER_SECOND;
    }

    /** The capture time as an NTP timestamp (32.32). */
    public static long absCaptureTimeNtp(byte[] data, int at) {
        return Wire.get64(data, at);
    }

    /** Capture clock minus sender clock, signed 32.32 seconds; only in an element of 16 bytes. */
    public static long absCaptureOffset(byte[] data, int at) {
        return Wire.get64(data, at + 8);
    }

    public static void putAbsCaptureTime(byte[] data, int at, long ntp) {
        Wire.put64(data, at, ntp);
    }

    public static void putAbsCaptureOffset(byte[] data, int at, long offset) {
        Wire.put64(data, at + 8, offset);
    }

    /** The transport-wide sequence number, 0 to 65535. */
    public static int transportSequence(byte[] data, int at) {
        return Wire.get16(data, at);
    }

    public static void putTransportSequence(byte[] data, int at, int sequence) {
        Wire.put16(data, at, sequence);
    }

    public static int minPlayoutDelayMs(byte[] data, int at) {
        return (Wire.get24(data, at) >> 12) * PLAYOUT_DELAY_UNIT_MS;
    }

    public static int maxPlayoutDelayMs(byte[] data, int at) {
        return (Wire.get24(data, at) & 0xFFF) * PLAYOUT_DELAY_UNIT_MS;
    }

    /** Both 0 to {@link #MAX_PLAYOUT_DELAY_MS}, rounded down to 10 ms. */
    public static void putPlayoutDelay(byte[] data, int at, int minMs, int maxMs) {
        if (minMs < 0 || minMs > maxMs || maxMs > MAX_PLAYOUT_DELAY_MS) {
            throw new IllegalArgumentException("playout delay " + minMs + " to " + maxMs
                    + " ms must be ordered and within 0 to " + MAX_PLAYOUT_DELAY_MS);
        }
        Wire.put24(data, at, ((minMs / PLAYOUT_DELAY_UNIT_MS) << 12) | (maxMs / PLAYOUT_DELAY_UNIT_MS));
    }

    /** TS 26.114 §7.4.5: degrees to turn the picture clockwise before display: 0, 90, 180 or 270. */
    public static int rotationDegrees(byte[] data, int at) {
        return (data[at] & 3) * 90;
    }

    /** Whether the picture is to be flipped horizontally. */
    public static boolean isFlipped(byte[] data, int at) {
        return (data[at] & 4) != 0;
    }

    /** Whether a back-facing camera took the picture. */
    public static boolean isBackCamera(byte[] data, int at) {
        return (data[at] & 8) != 0;
    }

    /** MID, RID and RRID are text. Allocates: for the first packet of a stream, not for each. */
    public static String text(byte[] data, int at, int length) {
        return new String(data, at, length, StandardCharsets.UTF_8);
    }

    /** Whether the element is this text; allocates nothing. */
    public static boolean isText(byte[] data, int at, int length, byte[] utf8) {
        return Arrays.equals(data, at, at + length, utf8, 0, utf8.length);
    }
}
