package org.kaskado.worker.vision.ffmpeg;

import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.kaskado.worker.frame.ffmpeg.RawItem;
import org.kaskado.worker.vision.CodeReader;

/** Reports QR and bar codes by the event {@code CodeFound}; pictures pass unchanged. */
public final class BarcodeNode extends PictureNode {
    /** Five looks a second catch a code that is held into a camera. */
    private static final long LOOK_EVERY_NS = 200_000_000L;

    private final CodeReader reader = new CodeReader();
    private byte[] luma = {};
    private long nextLookNs = Long.MIN_VALUE;

    @Override
    boolean isInterested() {
        return true;
    }

    @Override
    RawItem look(RawItem picture) {
        long nowNs = picture.ptsNs();
        boolean isDue = nowNs >= nextLookNs || nextLookNs - nowNs > 2 * LOOK_EVERY_NS;
        if (isDue) {
            nextLookNs = nowNs + LOOK_EVERY_NS;
            AVFrame frame = picture.frame();
            int width = frame.width();
            int height = frame.height();
            copyLuma(frame, width, height);
            CodeReader.Code code = reader.read(luma, width, height, nowNs);
            if (code != null) {
                context().event("CodeFound", Map.of("codeType", code.codeType(), "value", code.value()));
            }
        }
        return picture;
    }

    private void copyLuma(AVFrame frame, int width, int height) {
        if (luma.length != width * height) {
            luma = new byte[width * height];
        }
        BytePointer data = frame.data(0);
        int stride = frame.linesize(0);
        for (int row = 0; row < height; row++) {
            data.position((long) row * stride).get(luma, row * width, width);
        }
    }
}
