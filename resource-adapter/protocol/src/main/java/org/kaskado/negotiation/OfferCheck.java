package org.kaskado.negotiation;

import java.util.HashMap;
import java.util.Map;
import org.kaskado.frame.MediaKind;
import org.kaskado.negotiation.NegotiationError.Reason;
import org.kaskado.session.CodecConfig;

/** Whether an offer makes sense by itself and fits the session that it changes (RFC 3264 §8, RFC 9429 §5.2.2). */
final class OfferCheck {
    private final Exchange agreed;
    private final Description offer;
    private final boolean isWebRtc;
    private final Faults faults;

    OfferCheck(Exchange agreed, Description offer, boolean isWebRtc, Faults faults) {
        this.agreed = agreed;
        this.offer = offer;
        this.isWebRtc = isWebRtc;
        this.faults = faults;
    }

    void check() {
        if (offer.sections().size() < agreed.size()) {
            faults.mismatch("the offer has " + offer.sections().size() + " m-lines, expected at least the "
                    + agreed.size() + " that the session has (a refused one keeps its place with port 0)");
            return;
        }
        Description ours = agreed.local();
        for (Section section : offer.sections()) {
            profile(section);
            if (ours != null && section.index() < agreed.size() && !agreed.isFree(section.index())) {
                same(ours.sections().get(section.index()), section);
            }
        }
        payloadTypes();
    }

    private void profile(Section section) {
        String protocol = section.line().protocol();
        boolean isDtls = protocol.contains("TLS") || protocol.contains("SCTP") || protocol.endsWith("SAVPF");
        boolean isOldWebRtc =
                protocol.endsWith("SAVP") && !section.transport().fingerprints().isEmpty();
        boolean isKnown = section.kind() != null && !section.isRejected();
        if (isKnown && isWebRtc && !isDtls && !isOldWebRtc) {
            faults.add(
                    Reason.UNSUPPORTED,
                    section.label() + " is offered over " + Texts.shown(protocol) + ", expected "
                            + TransportMode.WEBRTC_PROFILE + " (WebRTC)");
        } else if (isKnown && !isWebRtc && protocol.contains("TLS") && section.kind() != MediaKind.DATA) {
            faults.add(
                    Reason.UNSUPPORTED,
                    section.label() + " is offered over " + Texts.shown(protocol)
                            + ", expected RTP/AVP, RTP/AVPF, RTP/SAVP or RTP/SAVPF (plain RTP)");
        }
    }

    private void same(Section ours, Section offered) {
        if (!ours.line().media().equals(offered.line().media())) {
            faults.mismatch("the offer has " + offered.label() + " in the place of " + ours.label()
                    + ", expected the same media while the place is in use");
        } else if (offered.isMidGiven() && ours.isMidGiven() && !offered.mid().equals(ours.mid())) {
            faults.mismatch("the offer calls " + ours.label() + " \"" + Texts.shown(offered.mid())
                    + "\", expected the mid it has");
        }
    }

    /** RFC 9143 §9.1: in a BUNDLE group a payload type means one codec. */
    private void payloadTypes() {
        offer.bundles().forEach(bundle -> {
            Map<Integer, CodecConfig> types = new HashMap<>();
            for (Section section : offer.sections()) {
                if (bundle.contains(section.mid())) {
                    section.media().codecs().forEach(codec -> payloadType(section, codec, types));
                }
            }
        });
    }

    private void payloadType(Section section, CodecConfig codec, Map<Integer, CodecConfig> types) {
        CodecConfig earlier = types.putIfAbsent(codec.payloadType(), codec);
        boolean isSame = earlier == null
                || (earlier.is(codec.name())
                        && earlier.clockRateHz() == codec.clockRateHz()
                        && earlier.channels() == codec.channels());
        if (!isSame) {
            faults.mismatch(section.label() + " gives payload type " + codec.payloadType() + " to "
                    + Texts.shown(codec.name()) + ", another section of its BUNDLE group to "
                    + Texts.shown(earlier.name()) + "; expected one meaning");
        }
    }
}
