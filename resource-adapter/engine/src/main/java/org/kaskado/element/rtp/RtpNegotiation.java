package org.kaskado.element.rtp;

import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.negotiation.Capabilities;
import org.kaskado.negotiation.LocalFacts;
import org.kaskado.negotiation.NegotiationConfig;
import org.kaskado.negotiation.Negotiator;
import org.kaskado.negotiation.SdesSuite;
import org.kaskado.negotiation.TransportMode;
import org.kaskado.session.Direction;
import org.kaskado.session.IceParameters;
import org.kaskado.session.RtpAddress;
import org.kaskado.session.SessionConfig;
import org.kaskado.track.EndpointSettings;
import org.kaskado.track.SdpExchange;

/** What descriptions of one endpoint are made from. */
final class RtpNegotiation implements LocalFacts {
    /** M-sections of one session; each has ports of its own. */
    private static final int MAX_SECTIONS = 16;

    private final SdesKeys keys;
    private final Ports ports;
    private final RandomGenerator random;

    /** Opens the ports that a description names. */
    interface Ports {
        RtpAddress address(String mid, boolean isMuxed);
    }

    private RtpNegotiation(SdesKeys keys, Ports ports, RandomGenerator random) {
        this.keys = keys;
        this.ports = ports;
        this.random = random;
    }

    static SdpExchange begin(
            EndpointSettings settings,
            SdesKeys keys,
            RandomGenerator random,
            Ports ports,
            Consumer<SessionConfig> agreed) {
        String name = Long.toUnsignedString(random.nextLong() >>> 1, 36);
        SdesSuite demanded = keys.suite();
        TransportMode mode = demanded == null
                ? TransportMode.plainOrSdes(SdesKeys.SUITES, MAX_SECTIONS)
                : TransportMode.plain(List.of(demanded), MAX_SECTIONS);
        NegotiationConfig config = new NegotiationConfig(
                new NegotiationConfig.Identity(random.nextLong() >>> 2, "Kaskado", "kaskado-" + name, "stream-" + name),
                mode,
                Capabilities.rtpAudio().withMaxReceiveBps(1_000L * settings.number("maxAudioRecvBandwidth")),
                Capabilities.rtpVideo().withMaxReceiveBps(1_000L * settings.number("maxVideoRecvBandwidth")),
                null,
                false);
        return new SdpExchange(
                new Negotiator(config, new RtpNegotiation(keys, ports, random)), Direction.SENDRECV, agreed);
    }

    @Override
    public IceParameters ice(String transportId, int generation) {
        throw new IllegalStateException("plain RTP has no ICE");
    }

    @Override
    public long newSsrc() {
        return random.nextLong(1, 0xFFFF_FFFFL);
    }

    @Override
    public @Nullable RtpAddress plainAddress(String mid, MediaKind kind, boolean isMuxed) {
        return ports.address(mid, isMuxed);
    }

    @Override
    public String newInlineKey(SdesSuite suite) {
        return keys.keyFor(suite, random);
    }
}
