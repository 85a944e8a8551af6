package org.kaskado.processing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;

/**
 * What a node is. Values are checked by the engine before they are sent.
 *
 * <p>Every node may raise the event {@code Error} {code, message}: the name of a door error code and a sentence; the
 * node goes on as well as it can. The same message is not repeated.
 */
public sealed interface NodeSpec {

    /**
     * Reads a container. It probes at once; {@link FromWorker.PadsKnown} and then the result of {@link ToWorker.AddNode}
     * come when that is done. Bytes that are no readable media fail the result. Frames flow after the command
     * {@code play}. Commands: {@code play}, {@code pause}, {@code stop} (back to the start), {@code seek}
     * {positionMs} (goes to the key frame at or before), {@code position} (answers ms), {@code info} (isSeekable, durationMs, seekableInitMs,
     * seekableEndMs). Events: {@code EndOfStream}, {@code Error}.
     *
     * @param stream where the bytes come from
     * @param pacing whether frames leave at clock speed
     */
    record Demux(InputStreamSpec stream, Pacing pacing) implements NodeSpec {}

    enum Pacing {
        /** Frames leave when the graph clock reaches them. */
        CLOCK,
        /** As fast as the sinks take them. */
        UNPACED
    }

    /** Decodes the one medium that is linked to it. */
    record Decode(Caps input, int threads) implements NodeSpec {}

    /**
     * Encodes raw media; scales, resamples and converts as the target needs.
     *
     * @param target codec; 0 in a size, rate or channels means as the input
     * @param bitrateBps aim, 0 for a default by size
     * @param keyFrameIntervalMs longest time between key frames
     * @param threads encoder threads, at least 1
     */
    record Encode(Caps target, int bitrateBps, int keyFrameIntervalMs, int threads) implements NodeSpec {}

    /**
     * An FFmpeg filter chain over raw media of one medium.
     *
     * @param chain filters in order, checked against the allow-list by the engine
     */
    record Filter(List<FilterStep> chain) implements NodeSpec {}

    /** One filter of a chain: its FFmpeg name and options. */
    record FilterStep(String name, Map<String, String> options) {}

    /**
     * A built-in vision filter over raw video: {@code face-overlay}, {@code image-overlay}, {@code barcode}. Its
     * commands and events are those of its element ({@code setOverlayedImage} with the image's bytes as {@code image}
     * instead of a URI; event {@code CodeFound} {codeType, value}).
     */
    record Vision(String kind) implements NodeSpec {}

    /** Passes everything through; a place to hang links on. */
    record Tee() implements NodeSpec {}

    /**
     * Writes a container. Commands: {@code record}, {@code pause}, {@code stop} (answers when the output is complete and
     * closed). Events: {@code Recording}, {@code Paused}, {@code Stopped} {durationMs, bytes}, {@code EndOfStream}
     * (all linked inputs ended), {@code Error}.
     *
     * @param container {@code webm}, {@code matroska} or {@code mp4}
     * @param tracks inputs to wait for before the header is written, so that a slow track is not lost
     * @param output where the bytes go
     * @param isLive streams: fragments of at most half a second; files: MP4 parts of at most one second, seekable on stop
     */
    record Mux(String container, List<Caps> tracks, OutputSpec output, boolean isLive) implements NodeSpec {}

    /** Hands encoded frames of its one input to the server as {@link FromWorker.FrameOut}; H.264 with start codes. */
    record FrameSink(Caps caps) implements NodeSpec {}

    /**
     * Brings encoded frames from the server, {@link ToWorker.FrameIn}, into the graph. H.264 and H.265 come with start
     * codes. Event: {@code KeyFrameNeeded}.
     */
    record FrameSource(Caps caps) implements NodeSpec {}

    /**
     * Bytes that the server owns; the worker pulls them by {@link FromWorker.ReadStream}.
     *
     * @param streamId unique in the worker
     * @param lengthBytes -1 when unknown
     * @param isSeekable whether reads may go to any offset; else they must be in order
     * @param contentType hint, may be null
     * @param nameHint last part of a path, for the probe and for messages; may be null
     */
    record InputStreamSpec(
            long streamId,
            long lengthBytes,
            boolean isSeekable,
            @Nullable String contentType,
            @Nullable String nameHint) {}

    /** Where a container goes. */
    sealed interface OutputSpec {
        /** Chunks to the server as {@link FromWorker.ContainerBytes}, held back by {@link ToWorker.Credit}. */
        record ToServer(long streamId) implements OutputSpec {}

        /** A file that the server has made, empty, and that the worker opens without following links. */
        record ToFile(String path) implements OutputSpec {}
    }
}
