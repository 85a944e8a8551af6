package org.kaskado.payload;

import org.kaskado.net.Wire;

/**
 * A named event of RFC 4733 §2.3.
 *
 * <pre>
 * |     event     |E|R| volume    |          duration             |
 * </pre>
 *
 * @param event 0 to 9 digits, 10 star, 11 pound, 12 to 15 A to D, 16 flash
 * @param isEnd whether the event has ended
 * @param volume power level, 0 to 63, in dBm0 below zero
 * @param duration RTP clock units since the event began, 0 to 65535
 */
public record TelephoneEvent(int event, boolean isEnd, int volume, int duration) {
    public static final int BYTES = 4;
    private static final String KEYS = "0123456789*#ABCD";

    public TelephoneEvent {
        requireRange(event, 255, "event");
        requireRange(volume, 63, "volume");
        requireRange(duration, 0xFFFF, "duration");
    }

    /** The first event of a payload; the slice has at least {@link #BYTES}. */
    public static TelephoneEvent parse(byte[] data, int offset) {
        int second = data[offset + 1];
        return new TelephoneEvent(
                data[offset] & 0xFF, (second & 0x80) != 0, second & 0x3F, Wire.get16(data, offset + 2));
    }

    /** The event of a key: one of {@code 0123456789*#ABCD}. */
    public static int eventOf(char key) {
        int event = KEYS.indexOf(Character.toUpperCase(key));
        if (event < 0) {
            throw new IllegalArgumentException("no key '" + key + "'; keys are " + KEYS);
        }
        return event;
    }

    /** The key of the event, or {@code '?'} for one that is no key. */
    public char key() {
        return event < KEYS.length() ? KEYS.charAt(event) : '?';
    }

    public byte[] toByteArray() {
        byte[] bytes = new byte[BYTES];
        bytes[0] = (byte) event;
        bytes[1] = (byte) ((isEnd ? 0x80 : 0) | volume);
        Wire.put16(bytes, 2, duration);
        return bytes;
    }

    private static void requireRange(int value, int max, String what) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(what + " must be 0 to " + max + ", not " + value);
        }
    }
}
