package org.kaskado.engine.uri;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which addresses media may be fetched from. Pure.
 *
 * @param isLocal whether loopback and private addresses are allowed, because only this machine's users can ask
 */
record AddressPolicy(boolean isLocal) {

    /** Why an address is refused; empty when it is allowed. */
    Optional<String> refusal(InetAddress address) {
        InetAddress inner = embedded(address);
        if (inner.isAnyLocalAddress() || isThisNetwork(inner)) {
            return Optional.of("an unspecified address");
        }
        if (inner.isMulticastAddress() || isReserved(inner)) {
            return Optional.of("a multicast or reserved address");
        }
        if (inner.isLinkLocalAddress()) {
            return Optional.of("a link-local address"); // cloud metadata lives at 169.254.169.254
        }
        if (!isLocal && inner.isLoopbackAddress()) {
            return Optional.of("a loopback address");
        }
        if (!isLocal && (inner.isSiteLocalAddress() || isPrivate(inner))) {
            return Optional.of("a private address");
        }
        return Optional.empty();
    }

    private static boolean isThisNetwork(InetAddress address) {
        return address instanceof Inet4Address && octet(address, 0) == 0; // RFC 1122 §3.2.1.3
    }

    private static boolean isReserved(InetAddress address) {
        return address instanceof Inet4Address && octet(address, 0) >= 240; // RFC 1112 §4, broadcast included
    }

    private static boolean isPrivate(InetAddress address) {
        int first = octet(address, 0);
        int second = octet(address, 1);
        if (address instanceof Inet6Address) {
            return (first & 0xFE) == 0xFC; // RFC 4193 unique local
        }
        return (first == 100 && (second & 0xC0) == 64) // RFC 6598 shared address space
                || (first == 192 && second == 0 && octet(address, 2) == 0) // RFC 6890 protocol assignments
                || (first == 198 && (second & 0xFE) == 18); // RFC 2544 benchmarks
    }

    /** The IPv4 address that an IPv6 address of a transition mechanism stands for, else the address itself. */
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 16) {
            return address;
        }
        boolean isZero = allZero(bytes, 0, 10);
        boolean isMapped = isZero && bytes[10] == (byte) 0xFF && bytes[11] == (byte) 0xFF; // RFC 4291 §2.5.5.2
        boolean isCompatible = isZero && bytes[10] == 0 && bytes[11] == 0 && !allZero(bytes, 12, 15);
        boolean isNat64 =
                bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xFF && bytes[3] == (byte) 0x9B; // RFC 6052
        if (isMapped || isCompatible || isNat64) {
            return inet4(bytes, 12);
        }
        boolean is6to4 = bytes[0] == 0x20 && bytes[1] == 0x02; // RFC 3056
        return is6to4 ? inet4(bytes, 2) : address;
    }

    private static InetAddress inet4(byte[] bytes, int offset) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean allZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int octet(InetAddress address, int index) {
        return address.getAddress()[index] & 0xFF;
    }
}
