package org.kaskado.negotiation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IP addresses as text. A host name is never looked up: name servers are no business of a description. */
final class AddressLiteral {
    private AddressLiteral() {}

    static Optional<InetAddress> parse(String text) {
        return text.indexOf(':') >= 0 ? ip6(text) : ip4(text);
    }

    static String print(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static Optional<InetAddress> ip4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        if (parts.length != bytes.length) {
            return Optional.empty();
        }
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].length() > 3 || !Texts.isNumber(parts[i], 0, 255)) {
                return Optional.empty();
            }
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return ofBytes(bytes);
    }

    /** The JDK takes a text with a colon for a literal only; it asks nobody. */
    private static Optional<InetAddress> ip6(String text) {
        if (!text.matches("[0-9A-Fa-f:.]{2,45}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<InetAddress> ofBytes(byte[] bytes) {
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException neverForFourBytes) {
            return Optional.empty();
        }
    }
}
