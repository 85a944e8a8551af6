package org.kaskado.worker.inspect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;

/**
 * What a file is.
 *
 * @param format FFmpeg's short name, such as {@code mp4} or {@code webm}
 * @param durationMs 0 when unknown
 * @param poster JPEG bytes, or null when none was asked for or the file holds no picture
 */
public record MediaFacts(String format, long durationMs, List<Caps> tracks, byte @Nullable [] poster) {

    /** As a value tree for the link. */
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("format", format);
        tree.put("durationMs", durationMs);
        tree.put("tracks", tracks.stream().map(MediaFacts::track).toList());
        if (poster != null) {
            tree.put("poster", poster);
        }
        return tree;
    }

    private static Map<String, @Nullable Object> track(Caps caps) {
        Map<String, @Nullable Object> track = new LinkedHashMap<>();
        track.put("kind", caps.kind().name().toLowerCase(Locale.ROOT));
        track.put("codec", caps.codec());
        track.put("width", (long) caps.width());
        track.put("height", (long) caps.height());
        track.put("sampleRateHz", (long) caps.sampleRateHz());
        track.put("channels", (long) caps.channels());
        return track;
    }
}
