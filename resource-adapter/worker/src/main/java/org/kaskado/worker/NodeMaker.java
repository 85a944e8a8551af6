package org.kaskado.worker;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kaskado.processing.NodeSpec;
import org.kaskado.worker.codec.ffmpeg.DecodeNode;
import org.kaskado.worker.codec.ffmpeg.EncodeNode;
import org.kaskado.worker.codec.ffmpeg.FrameSinkNode;
import org.kaskado.worker.codec.ffmpeg.FrameSourceNode;
import org.kaskado.worker.container.PulledInput;
import org.kaskado.worker.container.ffmpeg.DemuxNode;
import org.kaskado.worker.container.ffmpeg.MuxNode;
import org.kaskado.worker.filter.ffmpeg.FilterNode;
import org.kaskado.worker.graph.Node;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Streams;
import org.kaskado.worker.graph.Turns;
import org.kaskado.worker.vision.ffmpeg.BarcodeNode;
import org.kaskado.worker.vision.ffmpeg.FaceOverlayNode;
import org.kaskado.worker.vision.ffmpeg.ImageOverlayNode;
import org.kaskado.worker.vision.opencv.FaceFinder;

/** Makes the node that a specification describes. */
final class NodeMaker {
    private interface Maker<T> {
        Node make(T spec) throws NodeException;
    }

    private final Map<Class<?>, Maker<NodeSpec>> makers = new ConcurrentHashMap<>();

    NodeMaker(Streams streams) {
        on(NodeSpec.Demux.class, spec -> new DemuxNode(spec, new PulledInput(streams.open(spec.stream()))));
        on(NodeSpec.Mux.class, spec -> new MuxNode(spec, streams));
        on(NodeSpec.Decode.class, DecodeNode::new);
        on(NodeSpec.Encode.class, EncodeNode::new);
        on(NodeSpec.Filter.class, FilterNode::new);
        on(NodeSpec.FrameSink.class, spec -> new FrameSinkNode());
        on(NodeSpec.FrameSource.class, FrameSourceNode::new);
        on(NodeSpec.Vision.class, NodeMaker::vision);
        on(NodeSpec.Tee.class, spec -> new TeeNode());
    }

    Node make(NodeSpec spec) throws NodeException {
        Maker<NodeSpec> maker = makers.get(spec.getClass());
        if (maker == null) {
            throw new NodeException(
                    NodeException.UNEXPECTED,
                    "This worker has no node " + spec.getClass().getSimpleName() + ".");
        }
        return maker.make(spec);
    }

    /** Loads the vision library on a thread of its own. */
    void prepareVision() {
        Turns.start("prepare", FaceFinder::load);
    }

    private static Node vision(NodeSpec.Vision spec) throws NodeException {
        return switch (spec.kind()) {
            case "face-overlay" -> new FaceOverlayNode();
            case "image-overlay" -> new ImageOverlayNode();
            case "barcode" -> new BarcodeNode();
            default ->
                throw new NodeException(
                        NodeException.ILLEGAL_VALUE,
                        "There is no vision filter '" + spec.kind()
                                + "'; there are face-overlay, image-overlay and barcode.");
        };
    }

    private <T extends NodeSpec> void on(Class<T> type, Maker<T> maker) {
        makers.put(type, spec -> maker.make(type.cast(spec)));
    }
}
