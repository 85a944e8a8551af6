package org.kaskado.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/**
 * Addresses in attributes (RFC 8489 §14.1, §14.2).
 *
 * <pre>
 * 0: zero | 1: family (1 IPv4, 2 IPv6) | 2..3: port | 4..: address     port and address xored with cookie and transaction
 * </pre>
 */
final class XorAddress {
    static final int FAMILY_IPV4 = 1;
    static final int FAMILY_IPV6 = 2;
    private static final int HEADER_BYTES = 4;

    private XorAddress() {}

    /** The value of an attribute; the first 16 bytes of {@code mask} are cookie and transaction. */
    static byte[] write(InetSocketAddress address, byte[] mask) {
        byte[] ip = address.getAddress().getAddress();
        byte[] value = new byte[HEADER_BYTES + ip.length];
        value[1] = (byte) (ip.length == 4 ? FAMILY_IPV4 : FAMILY_IPV6);
        Wire.put16(value, 2, address.getPort() ^ Wire.get16(mask, 0));
        for (int i = 0; i < ip.length; i++) {
            value[HEADER_BYTES + i] = (byte) (ip[i] ^ mask[i]);
        }
        return value;
    }

    /** The address in a slice, or null when it is none. */
    static @Nullable InetSocketAddress read(byte[] data, int offset, int length, byte[] mask) {
        int ipBytes = length < HEADER_BYTES ? 0 : ipBytes(data[offset + 1]);
        if (ipBytes == 0 || length != HEADER_BYTES + ipBytes) {
            return null;
        }
        byte[] ip = new byte[ipBytes];
        for (int i = 0; i < ipBytes; i++) {
            ip[i] = (byte) (data[offset + HEADER_BYTES + i] ^ mask[i]);
        }
        int port = Wire.get16(data, offset + 2) ^ Wire.get16(mask, 0);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ip), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + ipBytes + " bytes was refused", e);
        }
    }

    private static int ipBytes(byte family) {
        if (family == FAMILY_IPV4) {
            return 4;
        }
        return family == FAMILY_IPV6 ? 16 : 0;
    }
}
