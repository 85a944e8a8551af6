package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.CryptoConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.DtlsSetup;
import org.kaskado.session.ExtensionMap;
import org.kaskado.session.ExtensionUri;
import org.kaskado.session.IceParameters;
import org.kaskado.session.RtpAddress;
import org.kaskado.session.SimulcastConfig;
import org.kaskado.session.StreamConfig;

/** Makes our offer (RFC 9429 §5.2): known m-sections keep place, mid and payload types; free places are used again. */
final class OfferMaker {
    private final NegotiationConfig config;
    private final LocalFacts facts;
    private final Exchange agreed;
    private final TransportBook book;
    private final PayloadTypes payloadTypes;
    private final ExtensionIds extensionIds;
    private final Faults faults;
    private final Set<String> described = new LinkedHashSet<>();

    /** @param book a copy of the agreed one; gets the offered transports */
    OfferMaker(NegotiationConfig config, LocalFacts facts, Exchange agreed, TransportBook book, Faults faults) {
        this.config = config;
        this.facts = facts;
        this.agreed = agreed;
        this.book = book;
        this.faults = faults;
        this.payloadTypes = new PayloadTypes(agreed.local(), agreed.remote());
        this.extensionIds = new ExtensionIds(agreed.local(), agreed.remote());
    }

    /**
     * @param places what goes where; every transceiver among them has its mid
     */
    Description make(List<OfferPlaces.Place> places) {
        List<String> active = new ArrayList<>();
        places.stream().filter(place -> !place.isRefused()).forEach(place -> active.add(place.mid()));
        book.keepOnly(active);
        List<Section> sections = new ArrayList<>();
        for (OfferPlaces.Place place : places) {
            sections.add(section(place));
        }
        List<List<String>> bundles = new ArrayList<>();
        if (config.transport().isWebRtc()) {
            book.entries().forEach(entry -> bundles.add(book.midsOf(entry.id())));
        }
        return new Description(
                sections, inPlaceOrder(bundles, active), config.transport().isWebRtc());
    }

    private static List<List<String>> inPlaceOrder(List<List<String>> bundles, List<String> active) {
        return bundles.stream()
                .map(bundle -> active.stream().filter(bundle::contains).toList())
                .filter(bundle -> !bundle.isEmpty())
                .toList();
    }

    private Section section(OfferPlaces.Place place) {
        Transceiver transceiver = place.transceiver();
        if (place.isRefused()) {
            return refused(place);
        }
        if (transceiver == null) {
            return data(place);
        }
        MediaKind kind = transceiver.kind();
        List<CodecConfig> codecs = payloadTypes.offer(kind, transceiver.codecs());
        if (codecs.isEmpty()) {
            faults.add(
                    NegotiationError.Reason.UNSUPPORTED,
                    "there is no codec to offer for " + place.media() + ", expected at least one in the configuration");
        }
        List<String> formats = codecs.stream()
                .map(codec -> Integer.toString(codec.payloadType()))
                .toList();
        return new Section(
                place.index(),
                place.mid(),
                true,
                kind,
                new Section.MLine(place.media(), protocol(place), formats),
                transceiver.direction(),
                "",
                transport(place, kind),
                media(transceiver, codecs),
                null);
    }

    private Section refused(OfferPlaces.Place place) {
        Section earlier = place.earlier();
        Section.MLine line =
                earlier == null ? new Section.MLine(place.media(), protocol(place), List.of("0")) : earlier.line();
        return new Section(
                        place.index(),
                        place.mid(),
                        earlier == null || earlier.isMidGiven(),
                        earlier == null ? null : earlier.kind(),
                        line,
                        Direction.INACTIVE,
                        "",
                        Section.Transport.NONE,
                        Section.Media.NONE,
                        null)
                .rejected("m-section " + place.index() + " (" + line.media() + ") is no longer wanted on our side");
    }

    private String protocol(OfferPlaces.Place place) {
        Section earlier = place.earlier();
        return earlier == null || !earlier.line().media().equals(place.media())
                ? config.transport().offerProfile()
                : earlier.line().protocol();
    }

    private Section data(OfferPlaces.Place place) {
        DataCapability ours = config.data();
        Section earlier = place.earlier();
        Section.Data earlierData = earlier == null ? null : earlier.data();
        Section.MLine line = earlier == null || earlierData == null
                ? new Section.MLine("application", "UDP/DTLS/SCTP", List.of("webrtc-datachannel"))
                : earlier.line();
        return new Section(
                place.index(),
                place.mid(),
                true,
                MediaKind.DATA,
                line,
                Direction.SENDRECV,
                "",
                transport(place, MediaKind.DATA),
                Section.Media.NONE,
                new Section.Data(
                        ours == null ? 0 : ours.sctpPort(),
                        ours == null ? 0 : ours.maxMessageBytes(),
                        earlierData != null && earlierData.isOldForm()));
    }

    private Section.Media media(Transceiver transceiver, List<CodecConfig> codecs) {
        MediaCapability capability = config.capability(transceiver.kind());
        Direction direction = transceiver.direction();
        boolean isWebRtc = config.transport().isWebRtc();
        ExtensionMap extensions = extensionIds.offer(capability.extensions());
        boolean hasRid = extensions.idOf(ExtensionUri.RID) > 0;
        SimulcastConfig send = SimulcastConfig.NONE;
        SimulcastConfig receive = SimulcastConfig.NONE;
        if (hasRid && direction.sends()) {
            send = new SimulcastConfig(
                    transceiver.sendRids().stream().map(List::of).toList());
        }
        if (hasRid && direction.receives()) {
            receive = new SimulcastConfig(
                    transceiver.receiveRids().stream().map(List::of).toList());
        }
        boolean hasRtx = codecs.stream().anyMatch(codec -> codec.role() == CodecConfig.Role.RTX);
        int count = Math.max(1, send.streams().size());
        List<StreamConfig> streams = direction.sends()
                ? transceiver.streams(facts, count, hasRtx, config.identity().cname())
                : List.of();
        return new Section.Media(
                codecs,
                extensions,
                streams,
                false,
                direction.sends() && isWebRtc ? transceiver.msid() : null,
                send,
                receive,
                isWebRtc,
                direction.receives() ? capability.maxReceiveBps() : 0,
                0);
    }

    private Section.Transport transport(OfferPlaces.Place place, MediaKind kind) {
        return config.transport().isWebRtc() ? webRtc(place.mid(), kind) : plain(place.mid(), kind);
    }

    /** One BUNDLE group; sections of an earlier agreement without BUNDLE keep the transports they have. */
    private Section.Transport webRtc(String mid, MediaKind kind) {
        TransportBook.Entry entry = book.of(mid);
        if (entry == null) {
            List<TransportBook.Entry> present = book.entries();
            entry = present.isEmpty() ? TransportBook.Entry.fresh(book.freshId(mid)) : present.get(0);
            book.put(entry);
            book.assign(mid, entry.id());
        }
        IceParameters ice = facts.ice(entry.id(), entry.generation());
        if (!described.add(entry.id())) {
            ice = new IceParameters(ice.ufrag(), ice.pwd(), ice.isLite(), ice.options(), List.of(), false);
        }
        return new Section.Transport(
                ice, config.transport().fingerprints(), DtlsSetup.ACTPASS, kind != MediaKind.DATA, null, List.of());
    }

    private Section.Transport plain(String mid, MediaKind kind) {
        TransportBook.Entry known = book.of(mid);
        TransportBook.Entry entry = known == null ? TransportBook.Entry.fresh(book.freshId(mid)) : known;
        boolean isMuxed = wasMuxed(mid);
        RtpAddress address =
                entry.localAddress() == null ? facts.plainAddress(mid, kind, isMuxed) : entry.localAddress();
        if (address == null) {
            faults.add(NegotiationError.Reason.UNSUPPORTED, "no port is free to offer " + kind);
            return Section.Transport.NONE;
        }
        List<CryptoConfig> crypto = entry.localCrypto().isEmpty() ? crypto() : entry.localCrypto();
        book.put(entry.withLocal(address, crypto));
        book.assign(mid, entry.id());
        return new Section.Transport(null, List.of(), null, isMuxed, address, crypto);
    }

    private boolean wasMuxed(String mid) {
        Description local = agreed.local();
        return local != null
                && local.sections().stream()
                        .anyMatch(section ->
                                section.mid().equals(mid) && section.transport().isMuxed());
    }

    private List<CryptoConfig> crypto() {
        List<CryptoConfig> lines = new ArrayList<>();
        List<SdesSuite> suites =
                config.transport().demandsSdes() ? config.transport().sdesSuites() : List.of();
        for (SdesSuite suite : suites) {
            lines.add(CryptoConfig.of(lines.size() + 1, suite.sdpName(), facts.newInlineKey(suite)));
        }
        return lines;
    }

    /** Our next mid: the lowest number that no description of this session uses. */
    static String freshMid(@Nullable Description ours, Set<String> taken) {
        Set<String> used = new TreeSet<>(taken);
        if (ours != null) {
            ours.sections().forEach(section -> used.add(section.mid()));
        }
        int number = 0;
        while (used.contains(Integer.toString(number))) {
            number++;
        }
        return Integer.toString(number);
    }
}
