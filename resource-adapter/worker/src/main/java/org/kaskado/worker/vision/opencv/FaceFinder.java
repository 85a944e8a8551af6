package org.kaskado.worker.vision.opencv;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_objdetect;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.vision.Region;

/** Finds frontal faces (Viola-Jones cascade) in the brightness of a picture, at reduced size. Used by one thread at a time. */
public final class FaceFinder implements AutoCloseable {
    /** Wide enough for a face of a tenth of the picture, a few milliseconds per picture. */
    private static final int SEARCH_WIDTH = 320;

    private static final double SCALE_STEP = 1.1;
    private static final int MIN_NEIGHBOURS = 3;
    private static final int MIN_FACE_PIXELS = 24;
    private static final String CASCADE = "share/opencv4/haarcascades/haarcascade_frontalface_alt2.xml";

    private final CascadeClassifier classifier;
    private final Mat small = new Mat();
    private final RectVector found = new RectVector();

    public FaceFinder() throws NodeException {
        load();
        classifier = new CascadeClassifier(cascadeFile().getPath());
        if (classifier.empty()) {
            throw new NodeException(NodeException.UNEXPECTED, "The face detector's data cannot be read.");
        }
    }

    /** Loads the library ahead of its first use. */
    public static void load() {
        Loader.load(opencv_core.class);
        Loader.load(opencv_imgproc.class);
        Loader.load(opencv_objdetect.class);
        opencv_core.setNumThreads(1);
    }

    /** Faces in a picture whose rows of brightness are {@code stride} bytes apart; the pixels stay the caller's. */
    public List<Region> find(BytePointer luma, int width, int height, int stride) {
        double factor = Math.min(1, (double) SEARCH_WIDTH / width);
        int searchHeight = Math.max(1, (int) Math.round(height * factor));
        try (Mat picture = new Mat(height, width, opencv_core.CV_8UC1, luma, stride);
                Size size = new Size(Math.max(1, (int) Math.round(width * factor)), searchHeight);
                Size minimum = new Size(MIN_FACE_PIXELS, MIN_FACE_PIXELS);
                Size maximum = new Size()) {
            opencv_imgproc.resize(picture, small, size, 0, 0, opencv_imgproc.INTER_AREA);
            opencv_imgproc.equalizeHist(small, small);
            classifier.detectMultiScale(small, found, SCALE_STEP, MIN_NEIGHBOURS, 0, minimum, maximum);
        }
        List<Region> faces = new ArrayList<>();
        for (long i = 0; i < found.size(); i++) {
            Rect face = found.get(i);
            faces.add(new Region(
                    (int) (face.x() / factor), (int) (face.y() / factor), (int) (face.width() / factor), (int)
                            (face.height() / factor)));
        }
        return faces;
    }

    @Override
    public void close() {
        found.close();
        small.close();
        classifier.close();
    }

    private static File cascadeFile() throws NodeException {
        String resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + "/" + CASCADE;
        try {
            File file = Loader.cacheResource(resource);
            if (file != null) {
                return file;
            }
            throw new NodeException(NodeException.UNEXPECTED, "The face detector's data is missing: " + resource);
        } catch (IOException broken) {
            throw new NodeException(
                    NodeException.UNEXPECTED,
                    "The face detector's data cannot be unpacked: " + broken.getMessage(),
                    broken);
        }
    }
}
