package org.kaskado.element.inspector;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.MediaObject;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.Register;

/** Describes stored files and takes pictures out of them, in a worker. */
public final class MediaInspector extends MediaObject {
    public static final ElementType<MediaInspector> TYPE = new ElementType<>(
            "MediaInspector",
            OperationTable.of(MediaInspector.class)
                    .inherit(MediaObject.OPERATIONS)
                    .later("inspect", MediaInspector::inspect)
                    .later("poster", MediaInspector::poster)
                    .build(),
            (pipeline, identity, arguments) -> new MediaInspector(pipeline, identity));

    private static final String MODULE = "kaskado";

    private final Pipeline pipeline;

    private MediaInspector(Pipeline pipeline, ElementType.Identity identity) {
        super(identity, pipeline);
        this.pipeline = pipeline;
    }

    @Override
    public Pipeline pipeline() {
        return pipeline;
    }

    @Override
    protected void onRelease() {
        // holds nothing: inspections under way end by themselves
    }

    private CompletionStage<@Nullable Object> inspect(Arguments arguments) {
        return look(arguments.string("uri"), 0, 0).thenApply(MediaInspector::mediaInfo);
    }

    private CompletionStage<@Nullable Object> poster(Arguments arguments) {
        String uri = arguments.string("uri");
        return look(uri, (int) arguments.integer("width"), arguments.integer("atMs"))
                .thenApply(answer -> {
                    if (answer.get("poster") instanceof byte[] jpeg && jpeg.length > 0) {
                        return Base64.getEncoder().encodeToString(jpeg);
                    }
                    throw new MediaException(MediaErrorCode.MEDIA_FORMAT_UNSUPPORTED, "'" + uri + "' holds no picture");
                });
    }

    private CompletionStage<Map<?, ?>> look(String uri, int posterWidth, long atMs) {
        return pipeline.services()
                .files()
                .open(uri)
                .thenCompose(input -> pipeline.inspect(input, posterWidth, atMs)
                        .thenApply(answer -> answer instanceof Map<?, ?> map ? map : Map.of()));
    }

    private static @Nullable Object mediaInfo(Map<?, ?> answer) {
        List<Map<String, @Nullable Object>> tracks = new ArrayList<>();
        if (answer.get("tracks") instanceof List<?> list) {
            for (Object track : list) {
                if (track instanceof Map<?, ?> map) {
                    tracks.add(trackInfo(map));
                }
            }
        }
        return Register.of(
                MODULE,
                "MediaInfo",
                Map.of(
                        "format",
                        Objects.toString(answer.get("format"), ""),
                        "durationMs",
                        answer.get("durationMs") instanceof Number number ? number.longValue() : 0L,
                        "tracks",
                        tracks));
    }

    private static Map<String, @Nullable Object> trackInfo(Map<?, ?> track) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("kind", Objects.toString(track.get("kind"), "").toUpperCase(Locale.ROOT));
        members.put("codec", Objects.toString(track.get("codec"), ""));
        for (String number : List.of("width", "height", "sampleRateHz", "channels")) {
            if (track.get(number) instanceof Number value && value.longValue() > 0) {
                members.put(number, value.longValue());
            }
        }
        return Register.of(MODULE, "TrackInfo", members);
    }
}
