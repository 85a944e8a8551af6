package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.List;
import org.kaskado.negotiation.NegotiationError.Reason;
import org.kaskado.session.CryptoConfig;
import org.kaskado.session.DtlsSetup;
import org.kaskado.session.Fingerprint;

/** Joins our offer and the peer's answer into a complete exchange. */
final class AnswerTaker {
    private final Exchange pending;
    private final Description offer;
    private final boolean isWebRtc;
    private final Faults faults;

    AnswerTaker(Exchange pending, Description offer, boolean isWebRtc, Faults faults) {
        this.pending = pending;
        this.offer = offer;
        this.isWebRtc = isWebRtc;
        this.faults = faults;
    }

    Exchange take(Description answer) {
        Description named = named(answer);
        TransportBook book = pending.book().copy();
        List<String> active = new ArrayList<>();
        for (Section section : named.sections()) {
            if (!section.isRejected()) {
                active.add(section.mid());
                TransportBook.Entry entry = book.of(section.mid());
                if (entry != null) {
                    book.put(isWebRtc ? webRtc(entry, section, named) : plain(entry, section));
                }
            }
        }
        book.keepOnly(active);
        return new Exchange(offer, named, pending.slots(), book);
    }

    /** An answer without mids means the offer's, place by place. */
    private Description named(Description answer) {
        List<Section> sections = new ArrayList<>();
        for (Section section : answer.sections()) {
            sections.add(new Section(
                    section.index(),
                    offer.sections().get(section.index()).mid(),
                    section.isMidGiven(),
                    section.kind(),
                    section.line(),
                    section.direction(),
                    section.rejection(),
                    section.transport(),
                    section.media(),
                    section.data()));
        }
        return new Description(sections, answer.bundles(), answer.allowsMixedExtensions());
    }

    /** The tagged section of its group speaks for all (RFC 9143 §7.3.1). */
    private static TransportBook.Entry webRtc(TransportBook.Entry entry, Section section, Description answer) {
        List<String> bundle = answer.bundleOf(section.mid()).orElse(List.of(section.mid()));
        Section tagged = answer.sections().stream()
                .filter(other -> other.mid().equals(bundle.get(0)))
                .findFirst()
                .orElse(section);
        Section.Transport remote = tagged.transport();
        DtlsSetup role = remote.setup() == DtlsSetup.PASSIVE ? DtlsSetup.ACTIVE : DtlsSetup.PASSIVE;
        List<Fingerprint> usable = remote.fingerprints().stream()
                .filter(print -> AnswerTransports.HASHES.contains(print.algorithm()))
                .toList();
        return entry.withRemote(remote.ice(), usable, role);
    }

    private TransportBook.Entry plain(TransportBook.Entry entry, Section answered) {
        List<CryptoConfig> chosen = new ArrayList<>();
        for (CryptoConfig own : entry.localCrypto()) {
            for (CryptoConfig other : answered.transport().crypto()) {
                if (own.tag() == other.tag() && own.suite().equals(other.suite())) {
                    chosen.add(own);
                }
            }
        }
        if (!entry.localCrypto().isEmpty() && chosen.size() != 1) {
            faults.add(
                    Reason.MISSING_SECURITY,
                    "the answer's " + answered.label() + " chooses " + chosen.size()
                            + " of our a=crypto lines, expected exactly one, with its tag and suite");
        }
        return entry.localAddress() == null ? entry : entry.withLocal(entry.localAddress(), chosen);
    }
}
