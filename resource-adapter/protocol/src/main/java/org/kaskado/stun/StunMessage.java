package org.kaskado.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/**
 * A received message (RFC 8489 §5), its own copy of the bytes.
 *
 * <pre>
 * 0..1 type | 2..3 length of what follows the header | 4..7 cookie 0x2112A442 | 8..19 transaction
 * then attributes: type 2 | length 2 | value, padded to a multiple of 4
 * </pre>
 *
 * Attributes behind the integrity are ignored, other than the stronger integrity and the fingerprint (§14.5, §14.6).
 */
public final class StunMessage {
    public static final int HEADER_BYTES = 20;
    /** Longest message that is read: no datagram of a usual path is longer. */
    public static final int MAX_BYTES = 2048;

    static final int COOKIE = 0x2112_A442;
    static final int FINGERPRINT_XOR = 0x5354_554E;

    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int MAX_ATTRIBUTES = 48;
    private static final byte[] NO_MASK = new byte[16];

    private final byte[] raw;
    private final int[] types = new int[MAX_ATTRIBUTES];
    private final int[] offsets = new int[MAX_ATTRIBUTES];
    private int count;

    private StunMessage(byte[] raw) {
        this.raw = raw;
    }

    /**
     * Reads a datagram, or one frame of a stream.
     *
     * @return null when it is no STUN message, is cut, or has a fingerprint that does not fit
     */
    public static @Nullable StunMessage parse(byte[] data, int offset, int length) {
        if (!StunPeek.isStun(data, offset, length) || length > MAX_BYTES) {
            return null;
        }
        StunMessage message = new StunMessage(Arrays.copyOfRange(data, offset, offset + length));
        return message.index() && message.isFingerprintGood() ? message : null;
    }

    private boolean index() {
        int at = HEADER_BYTES;
        int lastSigned = 0;
        while (at < raw.length) {
            if (at + ATTRIBUTE_HEADER_BYTES > raw.length || count == MAX_ATTRIBUTES) {
                return false;
            }
            int type = Wire.get16(raw, at);
            int end = at + ATTRIBUTE_HEADER_BYTES + padded(Wire.get16(raw, at + 2));
            if (end > raw.length) {
                return false;
            }
            if (counts(type, lastSigned)) {
                types[count] = type;
                offsets[count++] = at;
            }
            lastSigned = isClosing(type) ? type : lastSigned;
            at = end;
        }
        return true;
    }

    private static boolean isClosing(int type) {
        return type == StunAttribute.MESSAGE_INTEGRITY
                || type == StunAttribute.MESSAGE_INTEGRITY_SHA256
                || type == StunAttribute.FINGERPRINT;
    }

    private static boolean counts(int type, int lastSigned) {
        return switch (lastSigned) {
            case 0 -> true;
            case StunAttribute.MESSAGE_INTEGRITY ->
                type == StunAttribute.MESSAGE_INTEGRITY_SHA256 || type == StunAttribute.FINGERPRINT;
            case StunAttribute.MESSAGE_INTEGRITY_SHA256 -> type == StunAttribute.FINGERPRINT;
            default -> false;
        };
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    private boolean isFingerprintGood() {
        int at = find(StunAttribute.FINGERPRINT);
        if (at < 0) {
            return true;
        }
        if (lengthAt(at) != 4) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(raw, 0, at);
        return (int) crc.getValue() == (Wire.getInt(raw, at + ATTRIBUTE_HEADER_BYTES) ^ FINGERPRINT_XOR);
    }

    public int method() {
        return StunClass.methodOfType(Wire.get16(raw, 0));
    }

    public StunClass messageClass() {
        return StunClass.ofType(Wire.get16(raw, 0));
    }

    public TransactionId transactionId() {
        return TransactionId.read(raw, 8);
    }

    /** Whether this is a message of that class and method. */
    public boolean is(StunClass messageClass, int method) {
        return messageClass() == messageClass && method() == method;
    }

    public boolean has(int type) {
        return find(type) >= 0;
    }

    /** A copy of the first attribute's value, or null. */
    public byte @Nullable [] bytes(int type) {
        int at = find(type);
        return at < 0 ? null : copyAt(at);
    }

    /** The first attribute's value as UTF-8, or null. */
    public @Nullable String text(int type) {
        byte[] value = bytes(type);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** The first attribute's 32 bits, unsigned; {@code otherwise} when it is missing or of another size. */
    public long get32(int type, long otherwise) {
        int at = find(type);
        return at < 0 || lengthAt(at) != 4 ? otherwise : Wire.get32(raw, at + ATTRIBUTE_HEADER_BYTES);
    }

    /** The first attribute's 64 bits; {@code otherwise} when it is missing or of another size. */
    public long get64(int type, long otherwise) {
        int at = find(type);
        return at < 0 || lengthAt(at) != 8 ? otherwise : Wire.get64(raw, at + ATTRIBUTE_HEADER_BYTES);
    }

    /** An address of one of the XOR attributes, or null when missing or unreadable. */
    public @Nullable InetSocketAddress xorAddress(int type) {
        return address(type, Arrays.copyOfRange(raw, 4, HEADER_BYTES));
    }

    /** An address that is not xored (MAPPED-ADDRESS, ALTERNATE-SERVER), or null. */
    public @Nullable InetSocketAddress plainAddress(int type) {
        return address(type, NO_MASK);
    }

    private @Nullable InetSocketAddress address(int type, byte[] mask) {
        int at = find(type);
        return at < 0 ? null : XorAddress.read(raw, at + ATTRIBUTE_HEADER_BYTES, lengthAt(at), mask);
    }

    /** The ERROR-CODE, or null when there is none. */
    public @Nullable StunError error() {
        byte[] value = bytes(StunAttribute.ERROR_CODE);
        return value == null ? null : StunError.read(value);
    }

    /** Types that must be understood and are not (RFC 8489 §6.3.1: answered with 420); usually empty. */
    public int[] notUnderstood() {
        return Arrays.stream(types, 0, count)
                .filter(type -> !StunAttribute.isUnderstood(type))
                .distinct()
                .toArray();
    }

    /** Whether there is an integrity attribute, right or wrong. */
    public boolean isSigned() {
        return has(StunAttribute.MESSAGE_INTEGRITY) || has(StunAttribute.MESSAGE_INTEGRITY_SHA256);
    }

    /** Whether the strongest integrity attribute was made with this key; compared in constant time. */
    public boolean isSignedWith(StunKey key) {
        int at = find(StunAttribute.MESSAGE_INTEGRITY_SHA256);
        if (at >= 0) {
            int length = lengthAt(at);
            return length >= 16
                    && length <= StunKey.SHA256_BYTES
                    && length % 4 == 0
                    && matches(at, key.sha256(), length);
        }
        at = find(StunAttribute.MESSAGE_INTEGRITY);
        return at >= 0 && lengthAt(at) == StunKey.SHA1_BYTES && matches(at, key.sha1(), StunKey.SHA1_BYTES);
    }

    /** §14.5: the header's length counts up to and with the integrity attribute. */
    private boolean matches(int at, Mac mac, int length) {
        byte[] header = Arrays.copyOf(raw, HEADER_BYTES);
        Wire.put16(header, 2, at + ATTRIBUTE_HEADER_BYTES + length - HEADER_BYTES);
        mac.update(header);
        mac.update(raw, HEADER_BYTES, at - HEADER_BYTES);
        return MessageDigest.isEqual(Arrays.copyOf(mac.doFinal(), length), copyAt(at));
    }

    private byte[] copyAt(int at) {
        int from = at + ATTRIBUTE_HEADER_BYTES;
        return Arrays.copyOfRange(raw, from, from + lengthAt(at));
    }

    private int lengthAt(int at) {
        return Wire.get16(raw, at + 2);
    }

    private int find(int type) {
        for (int i = 0; i < count; i++) {
            if (types[i] == type) {
                return offsets[i];
            }
        }
        return -1;
    }
}
