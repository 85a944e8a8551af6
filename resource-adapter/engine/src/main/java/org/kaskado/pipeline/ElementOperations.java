package org.kaskado.pipeline;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;

/** Operations that every media element has. */
final class ElementOperations {
    private ElementOperations() {}

    static OperationTable<Element> table() {
        OperationTable.Builder<Element> table = OperationTable.of(Element.class).inherit(MediaObject.OPERATIONS);
        encoderSettings(table);
        connections(table);
        state(table);
        return table.build();
    }

    private static void encoderSettings(OperationTable.Builder<Element> table) {
        table.property("encoderBitrate", element -> element.encoder.bitrateBps())
                .property("minEncoderBitrate", element -> element.encoder.minimumBps())
                .property("maxEncoderBitrate", element -> element.encoder.maximumBps())
                .writer("encoderBitrate", (element, arguments) -> {
                    element.encoder.bitrate(bps(arguments, "encoderBitrate"));
                    aim(element);
                })
                .writer("minEncoderBitrate", (element, arguments) -> {
                    element.encoder.minimum(bps(arguments, "minEncoderBitrate"));
                    aim(element);
                })
                .writer("maxEncoderBitrate", (element, arguments) -> {
                    element.encoder.maximum(bps(arguments, "maxEncoderBitrate"));
                    aim(element);
                })
                .action("setAudioFormat", (element, arguments) -> prefer(element, MediaKind.AUDIO, arguments))
                .action("setVideoFormat", (element, arguments) -> prefer(element, MediaKind.VIDEO, arguments));
    }

    private static void connections(OperationTable.Builder<Element> table) {
        table.action(
                        "connect",
                        (element, arguments) -> element.pipeline()
                                .links()
                                .connect(element, sinkOf(arguments), kindOf(arguments), descriptions(arguments)))
                .action(
                        "disconnect",
                        (element, arguments) -> element.pipeline()
                                .links()
                                .disconnect(element, sinkOf(arguments), kindOf(arguments), descriptions(arguments)))
                .answer(
                        "getSourceConnections",
                        (element, arguments) -> element.sourceConnections(
                                arguments.stringOrNull("mediaType"), arguments.stringOrNull("description")))
                .answer(
                        "getSinkConnections",
                        (element, arguments) -> element.sinkConnections(
                                arguments.stringOrNull("mediaType"), arguments.stringOrNull("description")));
    }

    private static void state(OperationTable.Builder<Element> table) {
        table.answer(
                        "isMediaFlowingIn",
                        (element, arguments) -> element.pipeline().flow().isFlowing(element.sink(flowKind(arguments))))
                .answer(
                        "isMediaFlowingOut",
                        (element, arguments) ->
                                element.pipeline().flow().isFlowing(element.source(flowKind(arguments))))
                .answer(
                        "isMediaTranscoding",
                        (element, arguments) -> element.pipeline().isTranscoding(element.source(flowKind(arguments))))
                .answer(
                        "getStats",
                        (element, arguments) ->
                                element.pipeline().flow().statistics(element, arguments.stringOrNull("mediaType")))
                .answer("getGstreamerDot", (element, arguments) -> GraphDrawing.of(element))
                .action(
                        "dumpGstreamerDot",
                        element ->
                                element.pipeline().services().log(System.Logger.Level.INFO, GraphDrawing.of(element)));
    }

    private static int bps(Arguments arguments, String name) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, arguments.integer(name)));
    }

    private static void aim(Element element) {
        if (!element.sources().isEmpty()) {
            element.source(MediaKind.VIDEO).aim(element.encoder.aimBps());
            element.pipeline().replan();
        }
    }

    private static void prefer(Element element, MediaKind kind, Arguments arguments) {
        Map<String, @Nullable Object> caps = arguments.register("caps");
        String codec = Objects.toString(caps.get("codec"), "").toLowerCase(Locale.ROOT);
        String known = switch (codec) {
            case "h265" -> "hevc";
            case "pcmu" -> "pcm_mulaw";
            case "pcma" -> "pcm_alaw";
            default -> codec;
        };
        element.source(kind).prefer(new Caps(kind, known, 0, 0, 0, 0));
        element.pipeline().replan();
    }

    private static Element sinkOf(Arguments arguments) {
        if (arguments.object("sink") instanceof Element sink) {
            return sink;
        }
        throw new MediaException(MediaErrorCode.CONNECT_ERROR, "the sink of a connection is a media element");
    }

    private static @Nullable MediaKind kindOf(Arguments arguments) {
        String medium = arguments.stringOrNull("mediaType");
        return medium == null ? null : MediaKind.valueOf(medium);
    }

    private static PipelineLinks.Descriptions descriptions(Arguments arguments) {
        return new PipelineLinks.Descriptions(
                Objects.requireNonNullElse(arguments.stringOrNull("sourceMediaDescription"), Link.DEFAULT_DESCRIPTION),
                Objects.requireNonNullElse(arguments.stringOrNull("sinkMediaDescription"), Link.DEFAULT_DESCRIPTION));
    }

    private static MediaKind flowKind(Arguments arguments) {
        MediaKind kind = MediaKind.valueOf(arguments.string("mediaType"));
        if (kind == MediaKind.DATA) {
            throw new MediaException(
                    MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
                    "the flow of DATA is not watched; ask for AUDIO or VIDEO");
        }
        return kind;
    }
}
