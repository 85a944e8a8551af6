package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kaskado.session.Direction;
import org.kaskado.session.ExtensionUri;

/** The usual sets: what a forwarding server can take and give without knowing what is inside. */
public final class Capabilities {
    private static final List<String> WEBRTC_VIDEO_FEEDBACK =
            List.of("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli");
    private static final List<String> RTP_VIDEO_FEEDBACK = List.of("ccm fir", "nack", "nack pli");

    private Capabilities() {}

    /** Opus (with RED around it), G.722, PCMU, PCMA, telephone-event. */
    public static MediaCapability webRtcAudio() {
        List<String> feedback = List.of("transport-cc", "nack");
        return new MediaCapability(
                Direction.SENDRECV,
                List.of(
                        new CodecCapability(
                                "opus",
                                48_000,
                                2,
                                ordered("minptime", "10", "useinbandfec", "1"),
                                feedback,
                                false,
                                111),
                        new CodecCapability("red", 48_000, 2, Map.of(), List.of(), false, 63),
                        new CodecCapability("G722", 8_000, 1, Map.of(), feedback, false, 9),
                        new CodecCapability("PCMU", 8_000, 1, Map.of(), feedback, false, 0),
                        new CodecCapability("PCMA", 8_000, 1, Map.of(), feedback, false, 8),
                        new CodecCapability("telephone-event", 48_000, 1, Map.of("0-16", ""), List.of(), false, 110),
                        new CodecCapability("telephone-event", 8_000, 1, Map.of("0-16", ""), List.of(), false, 126)),
                List.of(
                        ExtensionUri.AUDIO_LEVEL,
                        ExtensionUri.ABS_SEND_TIME,
                        ExtensionUri.TRANSPORT_CC,
                        ExtensionUri.MID,
                        ExtensionUri.ABS_CAPTURE_TIME),
                false,
                0);
    }

    /** VP8, VP9, H.264 (the profiles that browsers offer, both packetization modes), AV1, H.265; all with RTX. */
    public static MediaCapability webRtcVideo() {
        return new MediaCapability(
                Direction.SENDRECV,
                videoCodecs(WEBRTC_VIDEO_FEEDBACK, true),
                List.of(
                        ExtensionUri.TRANSMISSION_OFFSET,
                        ExtensionUri.ABS_SEND_TIME,
                        ExtensionUri.VIDEO_ORIENTATION,
                        ExtensionUri.TRANSPORT_CC,
                        ExtensionUri.PLAYOUT_DELAY,
                        ExtensionUri.MID,
                        ExtensionUri.RID,
                        ExtensionUri.REPAIRED_RID,
                        ExtensionUri.DEPENDENCY_DESCRIPTOR,
                        ExtensionUri.ABS_CAPTURE_TIME),
                true,
                0);
    }

    /** Sound of plain RTP. */
    public static MediaCapability rtpAudio() {
        return new MediaCapability(
                Direction.SENDRECV,
                List.of(
                        new CodecCapability("opus", 48_000, 2, Map.of(), List.of(), false, 96),
                        new CodecCapability("PCMU", 8_000, 1, Map.of(), List.of(), false, 0),
                        new CodecCapability("PCMA", 8_000, 1, Map.of(), List.of(), false, 8),
                        new CodecCapability("G722", 8_000, 1, Map.of(), List.of(), false, 9),
                        new CodecCapability("telephone-event", 8_000, 1, Map.of("0-16", ""), List.of(), false, 101)),
                List.of(),
                false,
                0);
    }

    /** Pictures of plain RTP. */
    public static MediaCapability rtpVideo() {
        return new MediaCapability(Direction.SENDRECV, videoCodecs(RTP_VIDEO_FEEDBACK, false), List.of(), false, 0);
    }

    private static List<CodecCapability> videoCodecs(List<String> feedback, boolean hasRtx) {
        List<CodecCapability> codecs = new ArrayList<>();
        codecs.add(video("VP8", Map.of(), feedback, hasRtx, 96));
        codecs.add(video("H264", h264("42e01f", "1"), feedback, hasRtx, 102));
        codecs.add(video("H264", h264("42e01f", "0"), feedback, hasRtx, 104));
        codecs.add(video("H264", h264("42001f", "1"), feedback, hasRtx, 106));
        codecs.add(video("H264", h264("42001f", "0"), feedback, hasRtx, 108));
        codecs.add(video("H264", h264("4d001f", "1"), feedback, hasRtx, 112));
        codecs.add(video("H264", h264("4d001f", "0"), feedback, hasRtx, 114));
        codecs.add(video("H264", h264("64001f", "1"), feedback, hasRtx, 116));
        codecs.add(video("H264", h264("64001f", "0"), feedback, hasRtx, 118));
        codecs.add(video("VP9", Map.of("profile-id", "0"), feedback, hasRtx, 98));
        codecs.add(video("VP9", Map.of("profile-id", "2"), feedback, hasRtx, 100));
        codecs.add(video("AV1", Map.of(), feedback, hasRtx, 45));
        codecs.add(video("H265", Map.of(), feedback, hasRtx, 49));
        return List.copyOf(codecs);
    }

    private static Map<String, String> h264(String profileLevelId, String packetizationMode) {
        return ordered(
                "level-asymmetry-allowed", "1",
                "packetization-mode", packetizationMode,
                "profile-level-id", profileLevelId);
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    private static CodecCapability video(
            String name, Map<String, String> parameters, List<String> feedback, boolean hasRtx, int payloadType) {
        return new CodecCapability(name, 90_000, 1, parameters, feedback, hasRtx, payloadType);
    }
}
