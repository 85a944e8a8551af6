package org.kaskado.pipeline;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;

/**
 * A media profile of the catalogue: a container, which media go in, which codecs pass as they are, and what others are
 * converted to.
 *
 * @param container {@code webm}, {@code matroska} or {@code mp4}
 */
public record ContainerProfile(String container, Map<MediaKind, SinkPolicy> policies) {
    private static final int SAMPLE_RATE_HZ = 48_000; // what Opus always runs at, and AAC in browsers
    private static final int STEREO = 2;

    private static final SinkPolicy WEBM_VIDEO = new CodecPolicy(MediaKind.VIDEO, Set.of("vp8", "vp9", "av1"), "vp8");
    private static final SinkPolicy WEBM_AUDIO = new CodecPolicy(MediaKind.AUDIO, Set.of("opus", "vorbis"), "opus");
    // What browsers play from MP4: HEVC only with the system's decoder, so a recording of it stays as it is.
    private static final SinkPolicy MP4_VIDEO = new CodecPolicy(MediaKind.VIDEO, Set.of("h264", "av1", "hevc"), "h264");
    private static final SinkPolicy MP4_AUDIO = new CodecPolicy(MediaKind.AUDIO, Set.of("aac", "mp3", "opus"), "aac");
    private static final SinkPolicy MKV_VIDEO = new AnyCodecPolicy("vp8");
    private static final SinkPolicy MKV_AUDIO = new AnyCodecPolicy("opus");

    /**
     * A profile by its name of the catalogue, such as {@code MP4_VIDEO_ONLY}.
     *
     * @throws MediaException MEDIA_OBJECT_ILLEGAL_PARAM_ERROR for profiles that this server cannot write
     */
    public static ContainerProfile of(String profile) {
        String family = profile.contains("_") ? profile.substring(0, profile.indexOf('_')) : profile;
        String only = profile.substring(family.length());
        return switch (family) {
            case "WEBM" -> of("webm", only, WEBM_VIDEO, WEBM_AUDIO);
            case "MP4" -> of("mp4", only, MP4_VIDEO, MP4_AUDIO);
            case "MKV" -> of("matroska", only, MKV_VIDEO, MKV_AUDIO);
            default -> throw unsupported(profile);
        };
    }

    /** What goes over HTTP to a browser must be something that browsers play. */
    public ContainerProfile forBrowsers() {
        if (!container.equals("mp4") || !policies.containsKey(MediaKind.VIDEO)) {
            return this;
        }
        Map<MediaKind, SinkPolicy> playable = new EnumMap<>(policies);
        playable.put(MediaKind.VIDEO, new CodecPolicy(MediaKind.VIDEO, Set.of("h264", "av1"), "h264"));
        return new ContainerProfile(container, playable);
    }

    /** What the profile takes of one medium, null when it leaves the medium out. */
    public @Nullable SinkPolicy policy(MediaKind kind) {
        return policies.get(kind);
    }

    /** Media type of the bytes. */
    public String contentType() {
        String medium = policies.containsKey(MediaKind.VIDEO) ? "video" : "audio";
        return medium + "/" + (container.equals("matroska") ? "x-matroska" : container);
    }

    private static ContainerProfile of(String container, String only, SinkPolicy video, SinkPolicy audio) {
        Map<MediaKind, SinkPolicy> policies = new EnumMap<>(MediaKind.class);
        if (!only.equals("_AUDIO_ONLY")) {
            policies.put(MediaKind.VIDEO, video);
        }
        if (!only.equals("_VIDEO_ONLY")) {
            policies.put(MediaKind.AUDIO, audio);
        }
        return new ContainerProfile(container, policies);
    }

    private static MediaException unsupported(String profile) {
        return new MediaException(
                MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
                "media profile " + profile.toUpperCase(Locale.ROOT)
                        + " is not supported; use WEBM, MKV or MP4, or one of them with _VIDEO_ONLY or _AUDIO_ONLY");
    }

    private static Caps converted(Caps offered, String codec) {
        if (offered.kind() == MediaKind.VIDEO) {
            return Caps.video(codec, offered.width() & ~1, offered.height() & ~1); // 4:2:0 pictures have even sides
        }
        int channels = offered.channels() == 0 ? STEREO : Math.min(offered.channels(), STEREO);
        return Caps.audio(codec, SAMPLE_RATE_HZ, channels);
    }

    /** Takes some codecs as they are. */
    private record CodecPolicy(MediaKind kind, Set<String> codecs, String preferred) implements SinkPolicy {
        @Override
        public boolean accepts(Caps offered) {
            return offered.kind() == kind && codecs.contains(offered.codec());
        }

        @Override
        public Caps target(Caps offered) {
            return converted(offered, preferred);
        }
    }

    /** Takes everything that is encoded. */
    private record AnyCodecPolicy(String preferred) implements SinkPolicy {
        @Override
        public boolean accepts(Caps offered) {
            return !offered.isRaw();
        }

        @Override
        public Caps target(Caps offered) {
            return converted(offered, preferred);
        }
    }
}
