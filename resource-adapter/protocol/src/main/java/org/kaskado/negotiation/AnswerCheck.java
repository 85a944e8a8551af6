package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kaskado.frame.MediaKind;
import org.kaskado.negotiation.NegotiationError.Reason;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.DtlsSetup;

/** Whether an answer fits our offer (RFC 3264 §6, RFC 9429 §5.8 and §5.11). */
final class AnswerCheck {
    private final Description offer;
    private final Description answer;
    private final boolean isWebRtc;
    private final Faults faults;

    AnswerCheck(Description offer, Description answer, boolean isWebRtc, Faults faults) {
        this.offer = offer;
        this.answer = answer;
        this.isWebRtc = isWebRtc;
        this.faults = faults;
    }

    void check() {
        int offered = offer.sections().size();
        int answered = answer.sections().size();
        if (offered != answered) {
            faults.mismatch("the answer has " + answered + " m-lines, expected " + offered + " as in the offer");
            return;
        }
        for (int i = 0; i < offered; i++) {
            section(offer.sections().get(i), answer.sections().get(i));
        }
        if (isWebRtc && faults.isEmpty()) {
            bundle();
        }
    }

    private void section(Section offered, Section answered) {
        String label = answered.label();
        if (!offered.line().media().equals(answered.line().media())) {
            faults.mismatch("the answer's " + label + " is in the place of " + offered.label() + " of the offer");
        } else if (answered.isMidGiven() && !answered.mid().equals(offered.mid())) {
            faults.mismatch("the answer's " + label + " has another mid than " + offered.label() + " of the offer");
        } else if (answered.isRejected()) {
            return;
        } else if (offered.isRejected()) {
            faults.mismatch("the answer accepts " + label + ", which the offer refused (port 0)");
        } else if (!offered.direction().reversed().and(answered.direction()).equals(answered.direction())) {
            faults.mismatch("the answer's " + label + " is "
                    + answered.direction().sdpName() + ", which does not fit the offer's "
                    + offered.direction().sdpName());
        } else if (offered.kind() != MediaKind.DATA) {
            codecs(offered, answered);
        }
        if (isWebRtc) {
            security(answered);
        }
    }

    private void codecs(Section offered, Section answered) {
        List<CodecConfig> ours = offered.media().codecs();
        List<CodecConfig> theirs = answered.media().codecs();
        boolean hasMedia = theirs.stream()
                .filter(codec -> codec.role() == CodecConfig.Role.MEDIA)
                .anyMatch(codec -> ours.stream().anyMatch(own -> CodecMatch.isSame(own, codec)));
        if (!hasMedia) {
            faults.mismatch("the answer's " + answered.label() + " accepts " + names(theirs)
                    + ", expected at least one codec of the offer: " + names(ours));
        }
        if (isWebRtc && !answered.transport().isMuxed()) {
            faults.add(
                    Reason.UNSUPPORTED,
                    "the answer's " + answered.label() + " has no a=rtcp-mux, expected RTP and RTCP on one port");
        }
    }

    private void security(Section answered) {
        boolean isBundledElsewhere = answer.bundleOf(answered.mid())
                .filter(bundle -> !bundle.get(0).equals(answered.mid()))
                .isPresent();
        if (isBundledElsewhere) {
            return;
        }
        Section.Transport transport = answered.transport();
        String label = "the answer's " + answered.label();
        if (transport.ice() == null) {
            faults.add(Reason.MISSING_SECURITY, label + " has no a=ice-ufrag and a=ice-pwd, expected both");
        } else if (transport.fingerprints().stream()
                .noneMatch(print -> AnswerTransports.HASHES.contains(print.algorithm()))) {
            faults.add(
                    Reason.MISSING_SECURITY,
                    label + " has no a=fingerprint that we can check, expected one of "
                            + AnswerTransports.HASHES.stream().sorted().toList());
        } else if (transport.setup() == DtlsSetup.ACTPASS) {
            faults.add(Reason.MISSING_SECURITY, label + " says a=setup:actpass, expected active or passive");
        }
    }

    /** Our offer has one set of ICE credentials for each of its groups: what is not bundled has no way of its own. */
    private void bundle() {
        for (List<String> group : offer.bundles()) {
            Set<String> active = active(group);
            Set<String> bundled =
                    answer.bundles().stream().flatMap(List::stream).collect(Collectors.toSet());
            List<String> alone = new ArrayList<>(active);
            alone.removeAll(bundled);
            if (active.size() > 1 && !alone.isEmpty()) {
                faults.add(
                        Reason.UNSUPPORTED,
                        "the answer does not bundle mid " + Texts.shown(String.join(", ", alone))
                                + ", expected a=group:BUNDLE " + String.join(" ", active));
            }
        }
    }

    private Set<String> active(List<String> group) {
        return offer.sections().stream()
                .filter(section -> group.contains(section.mid()))
                .filter(section -> !answer.sections().get(section.index()).isRejected())
                .map(Section::mid)
                .collect(Collectors.toSet());
    }

    private static String names(List<CodecConfig> codecs) {
        return Texts.shown(codecs.stream().map(CodecConfig::name).distinct().collect(Collectors.joining(", ")));
    }
}
