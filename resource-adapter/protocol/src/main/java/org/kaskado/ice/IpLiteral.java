package org.kaskado.ice;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;

/** IP addresses as text, both ways, never by a name server (RFC 4291 §2.2, RFC 5952). */
public final class IpLiteral {
    private static final int MAX_CHARS = 45;
    private static final int GROUPS = 8;

    private IpLiteral() {}

    /** The address, or null when the text is a name or nothing readable. Zones ({@code %eth0}) are refused. */
    public static @Nullable InetAddress parse(String text) {
        if (text.isEmpty() || text.length() > MAX_CHARS) {
            return null;
        }
        byte[] ip = text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
        if (ip == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(ip);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + ip.length + " bytes was refused", e);
        }
    }

    /** Without name and zone; IPv6 in full groups without leading zeroes, the longest run of zeroes shortened. */
    public static String print(InetAddress address) {
        byte[] ip = address.getAddress();
        return ip.length == 4
                ? (ip[0] & 0xFF) + "." + (ip[1] & 0xFF) + "." + (ip[2] & 0xFF) + "." + (ip[3] & 0xFF)
                : print6(ip);
    }

    private static String print6(byte[] ip) {
        int[] run = longestZeroRun(ip);
        StringBuilder text = new StringBuilder(MAX_CHARS);
        for (int i = 0; i < GROUPS; ) {
            if (i == run[0]) {
                text.append("::");
                i += run[1];
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(Wire.get16(ip, 2 * i++)));
        }
        return text.toString();
    }

    /** First index and length; -1 when no run has two groups. */
    private static int[] longestZeroRun(byte[] ip) {
        int[] best = {-1, 1};
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && Wire.get16(ip, 2 * to) == 0) {
                to++;
            }
            if (to - from > best[1]) {
                best[0] = from;
                best[1] = to - from;
            }
        }
        return best;
    }

    private static byte @Nullable [] ipv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] ip = new byte[4];
        for (int i = 0; i < 4; i++) {
            int value = number(parts[i], 10, 3);
            if (value < 0 || value > 255) {
                return null;
            }
            ip[i] = (byte) value;
        }
        return ip;
    }

    private static byte @Nullable [] ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        byte[] head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        byte[] tail = gap < 0 ? new byte[0] : groups(text.substring(gap + 2), true);
        if (head == null || tail == null) {
            return null;
        }
        int length = head.length + tail.length;
        if (gap < 0 ? length != 16 : length > 14) {
            return null;
        }
        byte[] ip = Arrays.copyOf(head, 16);
        System.arraycopy(tail, 0, ip, 16 - tail.length, tail.length);
        return ip;
    }

    /** Groups of four hexadecimal digits; at the end of an address the last two perhaps as IPv4. */
    private static byte @Nullable [] groups(String text, boolean isEnd) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        byte[] last = isEnd ? ipv4(parts[parts.length - 1]) : null;
        int plain = last == null ? parts.length : parts.length - 1;
        if (plain * 2 + (last == null ? 0 : 4) > 16) {
            return null;
        }
        byte[] bytes = new byte[plain * 2 + (last == null ? 0 : 4)];
        for (int i = 0; i < plain; i++) {
            int value = number(parts[i], 16, 4);
            if (value < 0) {
                return null;
            }
            Wire.put16(bytes, 2 * i, value);
        }
        if (last != null) {
            System.arraycopy(last, 0, bytes, plain * 2, 4);
        }
        return bytes;
    }

    private static int number(String text, int radix, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
