package org.kaskado.ra;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kaskado.catalogue.Configuration;
import org.kaskado.catalogue.ConfigurationException;
import org.kaskado.engine.NetworkSettings;

/** Finds out where media is received, and what is announced to clients instead. */
final class MediaAddresses {
    private static final String ADDRESSES = "kaskado.media.addresses";
    private static final String EXTERNAL = "kaskado.media.external-addresses";
    private static final String PORT = "kaskado.media.port";
    private static final String BIND = "kaskado.bind";
    private static final String RTP_PORTS = "kaskado.rtp.ports";
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5}) *- *([0-9]{1,5})");
    private static final int MIN_RTP_PORT = 1024;
    private static final int MAX_PORT = 65_535;

    private MediaAddresses() {}

    /**
     * Reads them from the configuration, or from the network interfaces.
     *
     * @throws ConfigurationException with a sentence, when a value is no address or the port is too high
     */
    static NetworkSettings of(Configuration configuration) {
        int port = configuration.integer(PORT);
        if (port != 0) {
            port += configuration.integer("kaskado.port-offset");
        }
        if (port > MAX_PORT) {
            throw new ConfigurationException(List.of(
                    PORT + " and kaskado.port-offset together are " + port + ", but ports end at " + MAX_PORT + "."));
        }
        List<InetAddress> local = parse(ADDRESSES, configuration.list(ADDRESSES));
        if (local.isEmpty()) {
            InetAddress bind = parse(BIND, List.of(configuration.text(BIND))).get(0);
            local = bind.isAnyLocalAddress() ? ofInterfaces() : List.of(bind);
        }
        return new NetworkSettings(
                local,
                parse(EXTERNAL, configuration.list(EXTERNAL)),
                port,
                configuration.integer("kaskado.media.buffers"),
                rtp(configuration));
    }

    private static NetworkSettings.Rtp rtp(Configuration configuration) {
        String text = configuration.text(RTP_PORTS);
        Matcher range = RANGE.matcher(text.strip());
        int offset = configuration.integer("kaskado.port-offset");
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1)) + offset;
            int last = Integer.parseInt(range.group(2)) + offset;
            if (first >= MIN_RTP_PORT && last <= MAX_PORT && last > first + (first & 1)) {
                return new NetworkSettings.Rtp(first, last, configuration.duration("kaskado.rtp.silence"));
            }
        }
        throw new ConfigurationException(List.of(RTP_PORTS + " is \"" + text + "\" and kaskado.port-offset is " + offset
                + ", but together they must be a range FIRST-LAST from " + MIN_RTP_PORT + " to " + MAX_PORT
                + " with an even port and the next one in it, such as 20000-20999."));
    }

    private static List<InetAddress> parse(String key, List<String> texts) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            try {
                addresses.add(InetAddress.getByName(text));
            } catch (UnknownHostException e) {
                throw new ConfigurationException(
                        List.of(key + " has \"" + text + "\", but must hold addresses or names of this machine."));
            }
        }
        return addresses;
    }

    /** Addresses that others can reach; loopback only when there is nothing else. */
    private static List<InetAddress> ofInterfaces() {
        List<InetAddress> reachable = new ArrayList<>();
        List<InetAddress> loopback = new ArrayList<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (each.isUp()) {
                    for (InetAddress address : Collections.list(each.getInetAddresses())) {
                        if (address.isLoopbackAddress()) {
                            loopback.add(address);
                        } else if (!address.isLinkLocalAddress()) {
                            reachable.add(address);
                        }
                    }
                }
            }
        } catch (SocketException e) {
            throw new ConfigurationException(List.of("The network interfaces cannot be listed (" + e.getMessage()
                    + "); set " + ADDRESSES + " to the addresses for media."));
        }
        return reachable.isEmpty() ? loopback : reachable;
    }
}
