package org.kaskado.processing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.frame.EncodedFrame;
import org.kaskado.frame.MediaKind;

/** At least one message of every kind, with the awkward values in them. */
final class WireSamples {
    static final EncodedFrame FRAME =
            new EncodedFrame(MediaKind.VIDEO, -5, Long.MIN_VALUE, 40_000_000, true, new byte[] {1, 2, 3});
    static final NodeSpec.InputStreamSpec STREAM = new NodeSpec.InputStreamSpec(7, -1, true, null, "clip ü.mp4");

    private WireSamples() {}

    static Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("nothing", null);
        tree.put("yes", true);
        tree.put("no", false);
        tree.put("long", Long.MAX_VALUE);
        tree.put("double", -0.25);
        tree.put("text", "grüß 𝄞 \u0000");
        tree.put("list", Arrays.asList(1L, null, List.of("x"), Map.of("k", 2.5)));
        tree.put("empty", Map.of());
        return tree;
    }

    static List<ToWorker> toWorker() {
        return List.of(
                new ToWorker.OpenGraph(1, "pipeline-1"),
                new ToWorker.CloseGraph(1),
                new ToWorker.AddNode(1, 2, 3, new NodeSpec.Demux(STREAM, NodeSpec.Pacing.UNPACED)),
                new ToWorker.AddNode(1, 2, 3, new NodeSpec.Decode(Caps.video("h264", 638, 362), 2)),
                new ToWorker.AddNode(1, 2, 3, new NodeSpec.Encode(Caps.audio("opus", 48_000, 2), 64_000, 0, 1)),
                new ToWorker.AddNode(
                        1, 2, 3, new NodeSpec.Filter(List.of(new NodeSpec.FilterStep("hflip", Map.of("a", "b"))))),
                new ToWorker.AddNode(1, 2, 3, new NodeSpec.Vision("barcode")),
                new ToWorker.AddNode(1, 2, 3, new NodeSpec.Tee()),
                new ToWorker.AddNode(
                        1,
                        2,
                        3,
                        new NodeSpec.Mux(
                                "webm", List.of(Caps.video("vp8", 0, 0)), new NodeSpec.OutputSpec.ToServer(9), true)),
                new ToWorker.AddNode(
                        1, 2, 3, new NodeSpec.Mux("mp4", List.of(), new NodeSpec.OutputSpec.ToFile("/x/y.mp4"), false)),
                new ToWorker.AddNode(1, 2, 3, new NodeSpec.FrameSink(Caps.video("vp8", 0, 0))),
                new ToWorker.AddNode(1, 2, 3, new NodeSpec.FrameSource(Caps.audio("pcm_mulaw", 8000, 1))),
                new ToWorker.RemoveNode(1, 2, 3),
                new ToWorker.Link(1, 2, "audio", 3, "audio"),
                new ToWorker.Unlink(1, 2, "video", 3, "video"),
                new ToWorker.NodeCommand(1, 2, 3, "seek", tree()),
                new ToWorker.RequestKeyFrame(1, 2),
                new ToWorker.StreamData(1, 1L << 40, new byte[] {9, 8}, true, null),
                new ToWorker.StreamData(1, 0, new byte[0], false, "broken"),
                new ToWorker.Credit(1, 1L << 33),
                new ToWorker.FrameIn(1, 2, FRAME),
                new ToWorker.Inspect(5, STREAM, 320, 1500),
                new ToWorker.Prepare(),
                new ToWorker.Shutdown());
    }

    static List<FromWorker> fromWorker() {
        return List.of(
                new FromWorker.Hello(1, "secret", 4711, "8.0.1"),
                new FromWorker.Result(1, tree(), null, null),
                new FromWorker.Result(2, null, "MEDIA_FORMAT_UNSUPPORTED", "no media"),
                new FromWorker.PadsKnown(1, 2, List.of(Caps.video("h264", 1, 2), Caps.audio("aac", 44_100, 6))),
                new FromWorker.NodeEvent(1, 2, "EndOfStream", Map.of()),
                new FromWorker.GraphClosed(1),
                new FromWorker.ReadStream(1, 1L << 35, 65_536),
                new FromWorker.ContainerBytes(1, FromWorker.ChunkKind.FRAGMENT, true, 5, new byte[] {1}),
                new FromWorker.FrameOut(1, 2, FRAME),
                new FromWorker.Statistics(1, Map.of("3", Map.of("fps", 25.0))),
                new FromWorker.Log(1, "WARN", "text"));
    }
}
