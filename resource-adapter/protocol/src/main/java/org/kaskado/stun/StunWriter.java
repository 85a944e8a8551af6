package org.kaskado.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import org.kaskado.net.Wire;
import org.kaskado.net.WireWriter;

/** Builds one message; ended by {@link #sign}, {@link #signOnly}, {@link #fingerprint} or {@link #plain}. */
public final class StunWriter {
    private static final int ATTRIBUTE_HEADER_BYTES = 4;
    private static final int FINGERPRINT_BYTES = 8;

    private final WireWriter writer = new WireWriter(StunMessage.MAX_BYTES);

    public StunWriter(StunClass messageClass, int method, TransactionId transaction) {
        byte[] header = new byte[StunMessage.HEADER_BYTES];
        Wire.put16(header, 0, messageClass.typeOf(method));
        Wire.put32(header, 4, StunMessage.COOKIE);
        transaction.write(header, 8);
        writer.put(header);
    }

    /** The response to a request. */
    public static StunWriter respond(StunClass messageClass, StunMessage request) {
        return new StunWriter(messageClass, request.method(), request.transactionId());
    }

    public StunWriter add(int type, byte[] value) {
        return add(type, value, 0, value.length);
    }

    public StunWriter add(int type, byte[] value, int offset, int length) {
        writer.put16(type).put16(length).put(value, offset, length).pad(4);
        return this;
    }

    public StunWriter addText(int type, String text) {
        return add(type, text.getBytes(StandardCharsets.UTF_8));
    }

    public StunWriter addFlag(int type) {
        writer.put16(type).put16(0);
        return this;
    }

    public StunWriter add32(int type, long value) {
        writer.put16(type).put16(4).put32(value);
        return this;
    }

    public StunWriter add64(int type, long value) {
        writer.put16(type).put16(8).put64(value);
        return this;
    }

    public StunWriter addXorAddress(int type, InetSocketAddress address) {
        byte[] mask = Arrays.copyOfRange(writer.toByteArray(), 4, StunMessage.HEADER_BYTES);
        return add(type, XorAddress.write(address, mask));
    }

    public StunWriter addError(StunError error) {
        return add(StunAttribute.ERROR_CODE, error.toBytes());
    }

    /** UNKNOWN-ATTRIBUTES (RFC 8489 §14.13). */
    public StunWriter addUnknown(int[] types) {
        WireWriter value = new WireWriter(2 * types.length);
        for (int type : types) {
            value.put16(type);
        }
        return add(StunAttribute.UNKNOWN_ATTRIBUTES, value.toByteArray());
    }

    /** Adds MESSAGE-INTEGRITY and FINGERPRINT. */
    public byte[] sign(StunKey key) {
        addIntegrity(key);
        return fingerprint();
    }

    /** Adds MESSAGE-INTEGRITY only. */
    public byte[] signOnly(StunKey key) {
        addIntegrity(key);
        return plain();
    }

    private void addIntegrity(StunKey key) {
        setLength(ATTRIBUTE_HEADER_BYTES + StunKey.SHA1_BYTES);
        Mac mac = key.sha1();
        add(StunAttribute.MESSAGE_INTEGRITY, mac.doFinal(writer.toByteArray()));
    }

    /** Adds FINGERPRINT. */
    public byte[] fingerprint() {
        setLength(FINGERPRINT_BYTES);
        CRC32 crc = new CRC32();
        crc.update(writer.toByteArray());
        add32(StunAttribute.FINGERPRINT, (int) crc.getValue() ^ StunMessage.FINGERPRINT_XOR);
        return writer.toByteArray();
    }

    public byte[] plain() {
        setLength(0);
        return writer.toByteArray();
    }

    private void setLength(int stillToCome) {
        writer.set16(2, writer.size() - StunMessage.HEADER_BYTES + stillToCome);
    }
}
