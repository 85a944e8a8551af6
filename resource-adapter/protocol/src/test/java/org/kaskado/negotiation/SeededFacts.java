package org.kaskado.negotiation;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.IceParameters;
import org.kaskado.session.RtpAddress;

/** Local facts from a seed, and configurations for tests. */
final class SeededFacts implements LocalFacts {
    private final Random random;
    private final String name;
    List<String> candidates = List.of();
    boolean isComplete;
    boolean isLite;
    int ports = Integer.MAX_VALUE;
    final List<Long> ssrcs = new ArrayList<>();
    private int port = 20_000;

    SeededFacts(String name, long seed) {
        this.name = name;
        this.random = new Random(seed);
    }

    static Fingerprint fingerprint(int first) {
        StringBuilder value = new StringBuilder(String.format("%02X", first));
        value.append(":AB".repeat(31));
        return new Fingerprint("sha-256", value.toString());
    }

    static NegotiationConfig webRtc(String name) {
        return new NegotiationConfig(
                new NegotiationConfig.Identity(
                        name.hashCode() & 0x7FFF_FFFFL, "Kaskado", "cname-" + name, "stream-" + name),
                TransportMode.webRtc(fingerprint(name.length()), 1),
                Capabilities.webRtcAudio(),
                Capabilities.webRtcVideo(),
                new DataCapability(5000, 262_144),
                false);
    }

    static NegotiationConfig plain(String name, SdesSuite... suites) {
        return new NegotiationConfig(
                new NegotiationConfig.Identity(7, "Kaskado", "cname-" + name, "stream-" + name),
                TransportMode.plain(List.of(suites), 8),
                Capabilities.rtpAudio(),
                Capabilities.rtpVideo(),
                null,
                false);
    }

    static NegotiationConfig withoutData(NegotiationConfig config) {
        return new NegotiationConfig(
                config.identity(), config.transport(), config.audio(), config.video(), null, config.prefersOwnOrder());
    }

    @Override
    public IceParameters ice(String transportId, int generation) {
        return new IceParameters(
                name + transportId + "g" + generation + "uf",
                name + "-password-of-generation-" + generation + "-" + transportId,
                isLite,
                List.of(IceParameters.TRICKLE),
                candidates,
                isComplete);
    }

    @Override
    public long newSsrc() {
        long ssrc = random.nextInt() & 0xFFFF_FFFFL;
        ssrcs.add(ssrc);
        return ssrc;
    }

    @Override
    public @Nullable RtpAddress plainAddress(String mid, MediaKind kind, boolean isMuxed) {
        if (ports-- <= 0) {
            return null;
        }
        port += 2;
        return new RtpAddress(InetAddress.getLoopbackAddress(), port, isMuxed ? port : port + 1);
    }

    @Override
    public String newInlineKey(SdesSuite suite) {
        byte[] key = new byte[suite.keyAndSaltBytes()];
        random.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
