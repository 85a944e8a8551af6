package org.kaskado.ice;

import java.net.InetAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which of a machine's addresses are worth announcing as host candidates (RFC 8445 §5.1.1.1). */
public final class HostAddresses {
    private HostAddresses() {}

    /**
     * Leaves out what no peer can use: wildcard and multicast addresses, link-local ones beside others, and loopback
     * unless it is asked for or all there is.
     *
     * @param all in the order of preference
     * @param isLoopbackWanted whether peers on this machine are expected
     * @return in the same order, each once; empty only when nothing usable was given
     */
    public static List<InetAddress> choose(Collection<InetAddress> all, boolean isLoopbackWanted) {
        Set<InetAddress> chosen = matching(all, HostAddresses::isRoutable);
        if (chosen.isEmpty()) {
            chosen.addAll(matching(all, InetAddress::isLinkLocalAddress));
        }
        if (chosen.isEmpty() || isLoopbackWanted) {
            chosen.addAll(matching(all, InetAddress::isLoopbackAddress));
        }
        return List.copyOf(chosen);
    }

    private static boolean isRoutable(InetAddress address) {
        return !(address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || address.isLinkLocalAddress()
                || address.isLoopbackAddress());
    }

    private static Set<InetAddress> matching(Collection<InetAddress> all, Predicate<InetAddress> wanted) {
        Set<InetAddress> found = new LinkedHashSet<>();
        all.stream().filter(wanted).forEach(found::add);
        return found;
    }
}
