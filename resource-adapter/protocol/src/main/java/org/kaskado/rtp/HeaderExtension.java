package org.kaskado.rtp;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The header extensions that Kaskado knows, by the URI that an SDP {@code a=extmap} line names (RFC 8285 §5). */
public enum HeaderExtension {
    /** RFC 6464: level of the packet's sound and whether it is voice. */
    AUDIO_LEVEL(0, "urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
    /** RFC 9143 §15.2: the m-section of the packet. */
    MID(1, "urn:ietf:params:rtp-hdrext:sdes:mid"),
    /** RFC 8852: the simulcast layer of the packet. */
    RID(2, "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
    /** RFC 8852: the simulcast layer that a retransmission repairs. */
    RRID(3, "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
    ABS_SEND_TIME(4, "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"),
    ABS_CAPTURE_TIME(5, "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time"),
    /** draft-holmer-rmcat-transport-wide-cc-extensions-01 §2. */
    TRANSPORT_CC(6, "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
    PLAYOUT_DELAY(7, "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay"),
    /** 3GPP TS 26.114 §7.4.5. */
    VIDEO_ORIENTATION(8, "urn:3gpp:video-orientation"),
    /** AV1 RTP payload specification, appendix A. */
    DEPENDENCY_DESCRIPTOR(9, "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"),
    /** RFC 5450. */
    TRANSMISSION_OFFSET(10, "urn:ietf:params:rtp-hdrext:toffset"),
    VIDEO_CONTENT_TYPE(11, "http://www.webrtc.org/experiments/rtp-hdrext/video-content-type"),
    VIDEO_TIMING(12, "http://www.webrtc.org/experiments/rtp-hdrext/video-timing"),
    COLOR_SPACE(13, "http://www.webrtc.org/experiments/rtp-hdrext/color-space"),
    VIDEO_LAYERS_ALLOCATION(14, "http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00"),
    /** RFC 6465: levels of the contributing sources. */
    MIXER_AUDIO_LEVEL(15, "urn:ietf:params:rtp-hdrext:csrc-audio-level");

    /** How many there are. */
    static final int COUNT = 16;

    private static final Map<String, HeaderExtension> BY_URI =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(HeaderExtension::uri, Function.identity()));

    private final int index;
    private final String uri;

    HeaderExtension(int index, String uri) {
        this.index = index;
        this.uri = uri;
    }

    public String uri() {
        return uri;
    }

    /** Place in tables, from 0. */
    int index() {
        return index;
    }

    public static Optional<HeaderExtension> ofUri(String uri) {
        return Optional.ofNullable(BY_URI.get(uri));
    }
}
