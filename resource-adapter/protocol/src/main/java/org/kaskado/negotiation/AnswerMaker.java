package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.ExtensionConfig;
import org.kaskado.session.ExtensionMap;
import org.kaskado.session.ExtensionUri;
import org.kaskado.session.SimulcastConfig;
import org.kaskado.session.StreamConfig;

/** Makes our answer to an understood offer (RFC 9429 §5.3), section by section in the offer's order. */
final class AnswerMaker {
    private final NegotiationConfig config;
    private final LocalFacts facts;
    private final Exchange exchange;
    private final Description offer;
    private final AnswerTransports transports;

    AnswerMaker(NegotiationConfig config, LocalFacts facts, Exchange exchange, Description offer, Faults faults) {
        this.config = config;
        this.facts = facts;
        this.exchange = exchange;
        this.offer = offer;
        this.transports = new AnswerTransports(config, facts, exchange.book(), offer, faults);
    }

    Description make() {
        exchange.book()
                .keepOnly(offer.sections().stream()
                        .filter(section -> !section.isRejected())
                        .map(Section::mid)
                        .toList());
        List<Section> sections = new ArrayList<>();
        for (Section offered : offer.sections()) {
            Section answered = answer(offered, exchange.slot(offered.index()));
            sections.add(answered.isRejected() ? answered : transports.attach(answered, offered));
        }
        List<List<String>> bundles = new ArrayList<>();
        for (List<String> bundle : offer.bundles()) {
            List<String> accepted = bundle.stream()
                    .filter(mid ->
                            sections.stream().anyMatch(section -> section.mid().equals(mid) && !section.isRejected()))
                    .toList();
            if (!accepted.isEmpty()) {
                bundles.add(accepted);
            }
        }
        boolean isMixed = offer.allowsMixedExtensions();
        return new Description(sections, bundles, isMixed);
    }

    private Section answer(Section offered, @Nullable Transceiver transceiver) {
        if (offered.isRejected()) {
            return offered.rejected(offered.rejection());
        }
        if (offered.kind() == MediaKind.DATA) {
            return data(offered);
        }
        if (transceiver == null) {
            return offered.rejected(offered.label() + " is "
                    + Texts.shown(offered.line().media()) + " over "
                    + Texts.shown(offered.line().protocol()) + ", expected audio or video over RTP, or data over SCTP");
        }
        if (transceiver.isStopped()) {
            return offered.rejected(offered.label() + " was stopped on our side");
        }
        if (config.transport().isWebRtc() && !offered.transport().isMuxed()) {
            return offered.rejected(offered.label() + " has no a=rtcp-mux, expected RTP and RTCP on one port");
        }
        return media(offered, transceiver);
    }

    private Section data(Section offered) {
        DataCapability ours = config.data();
        Section.Data theirs = offered.data();
        if (ours == null || theirs == null || !config.transport().isWebRtc()) {
            return offered.rejected(offered.label() + " asks for data channels, which are switched off here");
        }
        List<String> formats = theirs.isOldForm()
                ? List.of(Integer.toString(ours.sctpPort()))
                : offered.line().formats();
        return new Section(
                offered.index(),
                offered.mid(),
                offered.isMidGiven(),
                offered.kind(),
                new Section.MLine(offered.line().media(), offered.line().protocol(), formats),
                Direction.SENDRECV,
                "",
                Section.Transport.NONE,
                Section.Media.NONE,
                new Section.Data(ours.sctpPort(), ours.maxMessageBytes(), theirs.isOldForm()));
    }

    private Section media(Section offered, Transceiver transceiver) {
        List<CodecConfig> codecs =
                CodecAnswer.choose(offered.media().codecs(), transceiver.codecs(), config.prefersOwnOrder());
        if (codecs.isEmpty()) {
            return offered.rejected(noCodec(offered, transceiver));
        }
        Direction direction = offered.direction().reversed().and(transceiver.direction());
        if (offered.transport().isHeld()) {
            direction = Direction.of(false, direction.receives());
        }
        List<String> formats = codecs.stream()
                .map(codec -> Integer.toString(codec.payloadType()))
                .toList();
        Section.MLine line =
                new Section.MLine(offered.line().media(), offered.line().protocol(), formats);
        return new Section(
                offered.index(),
                offered.mid(),
                offered.isMidGiven(),
                offered.kind(),
                line,
                direction,
                "",
                Section.Transport.NONE,
                media(offered, transceiver, codecs, direction),
                null);
    }

    private Section.Media media(
            Section offered, Transceiver transceiver, List<CodecConfig> codecs, Direction direction) {
        MediaCapability capability = config.capability(transceiver.kind());
        ExtensionMap extensions = extensions(offered.media().extensions(), capability.extensions());
        boolean hasRid = extensions.idOf(ExtensionUri.RID) > 0;
        boolean takesLayers = capability.takesSimulcast() && hasRid && direction.receives();
        SimulcastConfig receive = takesLayers ? offered.media().sendSimulcast() : SimulcastConfig.NONE;
        boolean sendsLayers = hasRid
                && direction.sends()
                && !transceiver.sendRids().isEmpty()
                && !offered.media().receiveSimulcast().isEmpty();
        SimulcastConfig send = sendsLayers ? offered.media().receiveSimulcast() : SimulcastConfig.NONE;
        int count = Math.max(1, send.streams().size());
        boolean hasRtx = codecs.stream().anyMatch(codec -> codec.role() == CodecConfig.Role.RTX);
        List<StreamConfig> streams = direction.sends()
                ? transceiver.streams(facts, count, hasRtx, config.identity().cname())
                : List.of();
        boolean isWebRtc = config.transport().isWebRtc();
        return new Section.Media(
                codecs,
                extensions,
                streams,
                false,
                direction.sends() && isWebRtc ? transceiver.msid() : null,
                send,
                receive,
                offered.media().isReducedSize(),
                direction.receives() ? capability.maxReceiveBps() : 0,
                0);
    }

    /** RFC 8285 §6: known ones, with the offer's ids, seen from our side. */
    private static ExtensionMap extensions(ExtensionMap offered, List<String> known) {
        List<ExtensionConfig> entries = offered.entries().stream()
                .filter(entry -> known.contains(entry.uri()))
                .map(entry -> entry.withDirection(entry.direction().reversed()))
                .toList();
        return new ExtensionMap(entries, offered.allowsMixed());
    }

    private static String noCodec(Section offered, Transceiver transceiver) {
        List<String> theirs = offered.media().codecs().stream()
                .map(AnswerMaker::shown)
                .distinct()
                .toList();
        List<String> ours = transceiver.codecs().stream()
                .map(codec -> codec.name() + "/" + codec.clockRateHz())
                .distinct()
                .toList();
        return offered.label() + " offers no codec that we have: " + Texts.shown(String.join(", ", theirs))
                + "; expected one of " + String.join(", ", ours);
    }

    private static String shown(CodecConfig codec) {
        String fmtp = codec.is("H264") || codec.is("VP9") || codec.is("AV1") || codec.is("H265") ? codec.fmtp() : "";
        return codec.name() + "/" + codec.clockRateHz() + (fmtp.isEmpty() ? "" : " (" + fmtp + ")");
    }
}
