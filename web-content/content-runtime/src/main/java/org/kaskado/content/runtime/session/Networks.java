package org.kaskado.content.runtime.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses and networks in CIDR notation; names are not looked up. */
final class Networks {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private record Network(byte[] prefix, int bits) {}

    private final List<Network> networks = new ArrayList<>();

    private Networks() {}

    /** Reads entries such as {@code 10.0.0.0/8} and {@code ::1}; what is none is left out. */
    static Networks parse(List<String> entries) {
        Networks result = new Networks();
        for (String entry : entries) {
            String[] parts = entry.strip().split("/", 2);
            byte[] address = bytes(parts[0]);
            if (address != null) {
                int bits = parts.length == 2 ? bits(parts[1], address.length * 8) : address.length * 8;
                result.networks.add(new Network(address, bits));
            }
        }
        return result;
    }

    boolean contain(String address) {
        byte[] bytes = bytes(address);
        return bytes != null && networks.stream().anyMatch(network -> matches(network, bytes));
    }

    private static boolean matches(Network network, byte[] address) {
        if (network.prefix.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < network.bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((network.prefix[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static int bits(String text, int most) {
        return text.matches("[0-9]{1,3}") ? Math.min(Integer.parseInt(text), most) : most;
    }

    @SuppressWarnings("AddressSelection") // only literals come here, so no name server is asked
    private static byte @Nullable [] bytes(String literal) {
        if (!LITERAL.matcher(literal).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }
}
