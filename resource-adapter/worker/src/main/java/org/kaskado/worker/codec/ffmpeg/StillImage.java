package org.kaskado.worker.codec.ffmpeg;

import java.io.ByteArrayOutputStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec;
import org.kaskado.worker.codec.EncoderChoice;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.frame.ffmpeg.FrameRate;
import org.kaskado.worker.frame.ffmpeg.RawItem;
import org.kaskado.worker.graph.NodeException;

/** One picture as JPEG. */
public final class StillImage {
    private StillImage() {}

    /** Encodes a picture of format yuvj420p, which stays the caller's. */
    public static byte[] jpeg(AVFrame frame, NodeSpec.Encode spec) throws NodeException {
        EncoderChoice choice = EncoderChoice.of("mjpeg");
        if (choice == null) {
            throw new NodeException(NodeException.UNEXPECTED, "JPEG cannot be encoded.");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frame.pts(0);
        RawItem item = new RawItem(
                org.bytedeco.ffmpeg.global.avutil.av_frame_clone(frame), MediaKind.VIDEO, FrameRate.UNKNOWN);
        try (Encoder encoder = new Encoder(spec, choice, item)) {
            Encoder.ItemSink collect = coded -> {
                bytes.writeBytes(
                        Ffmpeg.bytes(coded.packet().data(), coded.packet().size()));
                coded.release();
            };
            encoder.encode(frame, true, collect);
            encoder.drain(collect);
        } finally {
            item.release();
        }
        return bytes.toByteArray();
    }
}
