package org.kaskado.repository.store;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.StoredMedia;
import org.kaskado.repository.StoredTrack;

/** Media information as the row keeps it: a JSON text of at most 4 000 characters. */
final class MediaText {
    /** 4 000 characters hold this many tracks in any case. */
    static final int MAX_TRACKS = 24;

    private static final int MAX_NAME = 40;

    private MediaText() {}

    static String write(StoredMedia media) {
        JsonArrayBuilder tracks = Json.createArrayBuilder();
        media.tracks().stream().limit(MAX_TRACKS).forEach(track -> tracks.add(track(track)));
        return Json.createObjectBuilder()
                .add("format", shorten(media.format()))
                .add("durationMs", media.durationMs())
                .add("tracks", tracks)
                .build()
                .toString();
    }

    private static JsonObjectBuilder track(StoredTrack track) {
        return Json.createObjectBuilder()
                .add("kind", shorten(track.kind()))
                .add("codec", shorten(track.codec()))
                .add("width", track.width())
                .add("height", track.height())
                .add("rate", track.sampleRateHz())
                .add("channels", track.channels());
    }

    private static String shorten(String name) {
        return name.substring(0, Math.min(MAX_NAME, name.length()));
    }

    static Optional<StoredMedia> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject media = reader.readObject();
            return Optional.of(new StoredMedia(
                    media.getString("format"),
                    media.getJsonNumber("durationMs").longValue(),
                    media.getJsonArray("tracks").getValuesAs(JsonObject.class).stream()
                            .map(MediaText::track)
                            .toList()));
        }
    }

    private static StoredTrack track(JsonObject track) {
        return new StoredTrack(
                track.getString("kind"),
                track.getString("codec"),
                track.getInt("width"),
                track.getInt("height"),
                track.getInt("rate"),
                track.getInt("channels"));
    }
}
