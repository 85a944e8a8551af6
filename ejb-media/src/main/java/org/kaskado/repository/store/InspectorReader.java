package org.kaskado.repository.store;

import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.media.MediaInfo;
import org.kaskado.media.MediaInspector;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.media.MediaServerException;
import org.kaskado.media.MediaType;
import org.kaskado.media.TrackInfo;
import org.kaskado.repository.StoredMedia;
import org.kaskado.repository.StoredTrack;

/** Reads media by the Media API's inspector, which works in a media worker. */
final class InspectorReader implements MediaReader {
    private static final int POSTER_WIDTH = 480;

    /** The first picture is often black; a second later, or a tenth of a short clip, mostly not. */
    private static final long POSTER_AT_MS = 1_000;

    private static final int POSTER_FRACTION = 10;

    private static final Set<String> NO_MEDIA = Set.of("MEDIA_FORMAT_UNSUPPORTED", "UNSUPPORTED_MEDIA_TYPE");

    private final MediaPipelineFactory pipelines;

    InspectorReader(MediaPipelineFactory pipelines) {
        this.pipelines = pipelines;
    }

    @Override
    public Reading read(String uri) throws UnreadableMediaException {
        MediaPipeline pipeline = pipelines.create();
        try {
            MediaInspector inspector = pipeline.newMediaInspector().build();
            MediaInfo info = inspector.inspect(uri);
            StoredMedia media = new StoredMedia(
                    info.format(),
                    info.durationMs(),
                    info.tracks().stream().map(InspectorReader::track).toList());
            return new Reading(media, poster(inspector, uri, info));
        } catch (MediaServerException refused) {
            if (NO_MEDIA.contains(refused.getErrorType())) {
                throw new UnreadableMediaException(String.valueOf(refused.getMessage()), refused);
            }
            throw refused;
        } finally {
            pipeline.releaseAsync();
        }
    }

    private static byte @Nullable [] poster(MediaInspector inspector, String uri, MediaInfo info) {
        boolean hasPicture = info.tracks().stream().anyMatch(track -> track.kind() == MediaType.VIDEO);
        if (!hasPicture) {
            return null;
        }
        long at = info.durationMs() == 0 ? 0 : Math.min(POSTER_AT_MS, info.durationMs() / POSTER_FRACTION);
        try {
            return Base64.getDecoder().decode(inspector.poster(uri, POSTER_WIDTH, at));
        } catch (MediaServerException noPicture) {
            if (NO_MEDIA.contains(noPicture.getErrorType())) {
                return null;
            }
            throw noPicture;
        }
    }

    private static StoredTrack track(TrackInfo track) {
        return new StoredTrack(
                track.kind().name(),
                track.codec(),
                number(track.width()),
                number(track.height()),
                number(track.sampleRateHz()),
                number(track.channels()));
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
