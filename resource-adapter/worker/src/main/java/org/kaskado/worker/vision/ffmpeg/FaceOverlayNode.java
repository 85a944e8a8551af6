package org.kaskado.worker.vision.ffmpeg;

import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.kaskado.worker.frame.ffmpeg.RawItem;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;
import org.kaskado.worker.vision.FaceTracks;
import org.kaskado.worker.vision.Region;
import org.kaskado.worker.vision.opencv.FaceFinder;

/**
 * Lays an image over faces. Offsets and sizes are fractions of the face's rectangle. Without an image nothing is searched
 * and pictures pass untouched.
 */
public final class FaceOverlayNode extends PictureNode {
    /** Faces move little from one picture to the next. */
    private static final int SEARCH_EVERY = 2;

    private record Placing(double offsetX, double offsetY, double width, double height) {}

    private final FaceTracks tracks = new FaceTracks();
    private @Nullable FaceFinder finder;
    private @Nullable OverlayImage image;
    private Placing placing = new Placing(0, 0, 1, 1);
    private int pictures;

    @Override
    public void open(NodeContext opened, Reply reply) throws NodeException {
        finder = new FaceFinder();
        super.open(opened, reply);
    }

    @Override
    public void command(String verb, Map<String, @Nullable Object> arguments, Reply reply) throws NodeException {
        switch (verb) {
            case "setOverlayedImage" -> {
                OverlayImage next = new OverlayImage(imageOf(arguments));
                dropImage();
                image = next;
                placing = new Placing(
                        numberOf(arguments, "offsetXPercent", 0),
                        numberOf(arguments, "offsetYPercent", 0),
                        numberOf(arguments, "widthPercent", 1),
                        numberOf(arguments, "heightPercent", 1));
            }
            case "unsetOverlayedImage" -> dropImage();
            default ->
                throw new NodeException(
                        NodeException.UNKNOWN_COMMAND,
                        "A face overlay has no command '" + verb
                                + "'; it has setOverlayedImage and unsetOverlayedImage.");
        }
        reply.done(null);
    }

    @Override
    boolean isInterested() {
        return image != null;
    }

    @Override
    RawItem look(RawItem picture) {
        OverlayImage over = image;
        FaceFinder search = finder;
        if (over == null || search == null) {
            return picture;
        }
        AVFrame frame = picture.frame();
        if (pictures++ % SEARCH_EVERY == 0) {
            tracks.found(search.find(frame.data(0), frame.width(), frame.height(), frame.linesize(0)), picture.ptsNs());
        }
        List<Region> faces = tracks.at(picture.ptsNs());
        if (faces.isEmpty()) {
            return picture;
        }
        RawItem drawn = writable(picture);
        for (Region face : faces) {
            draw(over, drawn, face.relative(placing.offsetX(), placing.offsetY(), placing.width(), placing.height()));
        }
        return drawn;
    }

    @Override
    public void close() {
        super.close();
        dropImage();
        if (finder != null) {
            finder.close();
            finder = null;
        }
    }

    private void dropImage() {
        if (image != null) {
            image.close();
            image = null;
        }
    }
}
