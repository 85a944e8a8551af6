package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.CryptoConfig;
import org.kaskado.session.DataConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.DtlsConfig;
import org.kaskado.session.DtlsSetup;
import org.kaskado.session.ExtensionConfig;
import org.kaskado.session.ExtensionMap;
import org.kaskado.session.FlowConfig;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.PlainConfig;
import org.kaskado.session.RtcpConfig;
import org.kaskado.session.SessionConfig;
import org.kaskado.session.SimulcastConfig;
import org.kaskado.session.TransportConfig;

/** From two descriptions that fit each other to what a session runs from (RFC 9429 §5.9 to §5.11). */
final class ConfigMaker {
    private final NegotiationConfig config;
    private final LocalFacts facts;
    private final Description local;
    private final Description remote;
    private final Exchange exchange;
    private final boolean isLocalAnswer;

    /** @param exchange complete: both descriptions are there */
    ConfigMaker(
            NegotiationConfig config,
            LocalFacts facts,
            Exchange exchange,
            Description local,
            Description remote,
            boolean isLocalAnswer) {
        this.config = config;
        this.facts = facts;
        this.exchange = exchange;
        this.local = local;
        this.remote = remote;
        this.isLocalAnswer = isLocalAnswer;
    }

    SessionConfig make() {
        List<TransportConfig> transports = new ArrayList<>();
        Map<String, Integer> indexes = new LinkedHashMap<>();
        for (TransportBook.Entry entry : exchange.book().entries()) {
            List<String> mids = exchange.book().midsOf(entry.id());
            mids.forEach(mid -> indexes.put(mid, transports.size()));
            transports.add(transport(entry, mids));
        }
        List<MediaConfig> media = new ArrayList<>();
        for (Section ours : local.sections()) {
            media.add(media(ours, remote.sections().get(ours.index()), indexes.getOrDefault(ours.mid(), -1)));
        }
        return new SessionConfig(transports, media);
    }

    private TransportConfig transport(TransportBook.Entry entry, List<String> mids) {
        DtlsSetup setup = entry.localSetup();
        if (setup != null) {
            return new TransportConfig(
                    entry.id(),
                    mids,
                    true,
                    entry.generation(),
                    facts.ice(entry.id(), entry.generation()),
                    entry.remoteIce(),
                    new DtlsConfig(setup, entry.remoteFingerprints()),
                    null);
        }
        Section ours = section(local, mids.get(0));
        Section theirs = remote.sections().get(ours.index());
        boolean isMuxed = ours.transport().isMuxed() && theirs.transport().isMuxed();
        return new TransportConfig(
                entry.id(), mids, isMuxed, entry.generation(), null, null, null, plain(entry, ours, theirs));
    }

    private static @Nullable PlainConfig plain(TransportBook.Entry entry, Section ours, Section theirs) {
        if (entry.localAddress() == null) {
            return null;
        }
        CryptoConfig send = null;
        CryptoConfig receive = null;
        for (CryptoConfig own : ours.transport().crypto()) {
            for (CryptoConfig other : theirs.transport().crypto()) {
                if (send == null && own.tag() == other.tag() && own.suite().equals(other.suite())) {
                    send = own;
                    receive = other;
                }
            }
        }
        return new PlainConfig(
                entry.localAddress(),
                theirs.transport().isHeld() ? null : theirs.transport().address(),
                send,
                receive,
                theirs.line().protocol().endsWith("AVPF"));
    }

    private static Section section(Description description, String mid) {
        return description.sections().stream()
                .filter(section -> section.mid().equals(mid))
                .findFirst()
                .orElseThrow();
    }

    private MediaConfig media(Section ours, Section theirs, int transport) {
        MediaKind kind = ours.kind() == null ? MediaKind.DATA : ours.kind();
        Transceiver transceiver = exchange.slot(ours.index());
        long ssrc = transceiver == null ? 0 : transceiver.ssrc(facts);
        boolean isRejected = ours.isRejected() || theirs.isRejected();
        Direction direction = isRejected ? Direction.INACTIVE : direction(ours, theirs);
        boolean isRtp = !isRejected && kind != MediaKind.DATA;
        return new MediaConfig(
                ours.index(),
                ours.mid(),
                kind,
                direction,
                isRejected ? -1 : transport,
                isRtp ? send(ours, theirs, direction) : FlowConfig.NONE,
                isRtp ? receive(ours, theirs, direction) : FlowConfig.NONE,
                isRtp ? extensions(ours, theirs) : ExtensionMap.EMPTY,
                new RtcpConfig(
                        ours.media().isReducedSize() && theirs.media().isReducedSize(),
                        ssrc,
                        config.identity().cname()),
                theirs.media().ptimeMs(),
                isRejected ? null : data(ours, theirs),
                ours.isRejected() ? ours.rejection() : theirs.rejection());
    }

    private static Direction direction(Section ours, Section theirs) {
        Direction direction = ours.direction().and(theirs.direction().reversed());
        return theirs.transport().isHeld() ? Direction.of(false, direction.receives()) : direction;
    }

    private FlowConfig send(Section ours, Section theirs, Direction direction) {
        List<CodecConfig> codecs =
                pairs(ours, theirs).stream().map(Pair::theirs).toList();
        boolean hasLayers = !theirs.media().receiveSimulcast().isEmpty();
        return new FlowConfig(
                direction.sends(),
                codecs,
                direction.sends() ? ours.media().streams() : List.of(),
                false,
                hasLayers ? ours.media().sendSimulcast() : SimulcastConfig.NONE,
                ours.media().msid(),
                theirs.media().bandwidthBps());
    }

    private FlowConfig receive(Section ours, Section theirs, Direction direction) {
        List<CodecConfig> codecs =
                pairs(ours, theirs).stream().map(ConfigMaker::received).toList();
        boolean hasLayers = !ours.media().receiveSimulcast().isEmpty();
        return new FlowConfig(
                direction.receives(),
                codecs,
                direction.receives() ? theirs.media().streams() : List.of(),
                theirs.media().isSsrcSimulcast(),
                hasLayers ? theirs.media().sendSimulcast() : SimulcastConfig.NONE,
                theirs.media().msid(),
                ours.media().bandwidthBps());
    }

    private record Pair(CodecConfig ours, CodecConfig theirs) {}

    /** Codecs that both name, in the order of the answer, which is the one that counts (RFC 3264 §6.1). */
    private List<Pair> pairs(Section ours, Section theirs) {
        List<CodecConfig> own = ours.media().codecs();
        List<CodecConfig> other = theirs.media().codecs();
        List<Pair> pairs = new ArrayList<>();
        for (CodecConfig first : isLocalAnswer ? own : other) {
            List<CodecConfig> firsts = isLocalAnswer ? own : other;
            List<CodecConfig> seconds = isLocalAnswer ? other : own;
            partner(first, firsts, seconds)
                    .ifPresent(second -> pairs.add(isLocalAnswer ? new Pair(first, second) : new Pair(second, first)));
        }
        return pairs;
    }

    /** Mostly the payload types are the same: looked at first. */
    private static Optional<CodecConfig> partner(
            CodecConfig codec, List<CodecConfig> list, List<CodecConfig> candidates) {
        Optional<CodecConfig> found = Optional.empty();
        for (CodecConfig other : candidates) {
            boolean isExact = other.payloadType() == codec.payloadType();
            boolean isSame = (isExact || found.isEmpty()) && CodecMatch.isSame(codec, list, other, candidates);
            if (isSame && isExact) {
                return Optional.of(other);
            }
            found = isSame ? Optional.of(other) : found;
        }
        return found;
    }

    /** Our codec, with what the peer says of its stream. */
    private static CodecConfig received(Pair pair) {
        Map<String, String> parameters = new LinkedHashMap<>(pair.ours().parameters());
        pair.theirs().parameters().forEach((name, value) -> {
            if (name.startsWith("sprop-")) {
                parameters.put(name, value);
            }
        });
        return pair.ours().withParameters(parameters);
    }

    private static ExtensionMap extensions(Section ours, Section theirs) {
        List<ExtensionConfig> entries = new ArrayList<>();
        for (ExtensionConfig own : ours.media().extensions().entries()) {
            for (ExtensionConfig other : theirs.media().extensions().entries()) {
                if (own.uri().equals(other.uri()) && own.id() == other.id()) {
                    entries.add(own.withDirection(
                            own.direction().and(other.direction().reversed())));
                }
            }
        }
        boolean isMixed = ours.media().extensions().allowsMixed()
                && theirs.media().extensions().allowsMixed();
        return new ExtensionMap(entries, isMixed);
    }

    private static @Nullable DataConfig data(Section ours, Section theirs) {
        Section.Data own = ours.data();
        Section.Data other = theirs.data();
        return own == null || other == null
                ? null
                : new DataConfig(own.port(), other.port(), own.maxMessageBytes(), other.maxMessageBytes());
    }
}
