package org.kaskado.worker.vision.ffmpeg;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.worker.frame.ffmpeg.RawItem;
import org.kaskado.worker.graph.NodeException;
import org.kaskado.worker.graph.Reply;
import org.kaskado.worker.vision.Region;

/** Lays images over pictures, in the order of their adding. Offsets and sizes are fractions of the picture. */
public final class ImageOverlayNode extends PictureNode {
    /** Images of one filter, for their memory and time. */
    private static final int MAX_IMAGES = 16;

    private record Placed(
            OverlayImage image,
            double offsetX,
            double offsetY,
            double width,
            double height,
            boolean keepsAspectRatio,
            boolean isCentered) {
        Region regionIn(int pictureWidth, int pictureHeight) {
            Region box = new Region(0, 0, pictureWidth, pictureHeight).relative(offsetX, offsetY, width, height);
            return keepsAspectRatio ? box.fit(image.width(), image.height(), isCentered) : box;
        }
    }

    private final Map<String, Placed> images = new LinkedHashMap<>();

    @Override
    public void command(String verb, Map<String, @Nullable Object> arguments, Reply reply) throws NodeException {
        switch (verb) {
            case "addImage" -> add(idOf(arguments), arguments);
            case "removeImage" -> remove(idOf(arguments));
            default ->
                throw new NodeException(
                        NodeException.UNKNOWN_COMMAND,
                        "An image overlay has no command '" + verb + "'; it has addImage and removeImage.");
        }
        reply.done(null);
    }

    @Override
    boolean isInterested() {
        return !images.isEmpty();
    }

    @Override
    RawItem look(RawItem picture) {
        RawItem drawn = writable(picture);
        int width = drawn.frame().width();
        int height = drawn.frame().height();
        for (Placed placed : images.values()) {
            draw(placed.image(), drawn, placed.regionIn(width, height));
        }
        return drawn;
    }

    @Override
    public void close() {
        super.close();
        images.values().forEach(placed -> placed.image().close());
        images.clear();
    }

    private void add(String id, Map<String, @Nullable Object> arguments) throws NodeException {
        if (images.size() >= MAX_IMAGES && !images.containsKey(id)) {
            throw new NodeException(
                    NodeException.RESOURCES, "An image overlay holds at most " + MAX_IMAGES + " images.");
        }
        double offsetX = numberOf(arguments, "offsetXPercent", 0);
        double offsetY = numberOf(arguments, "offsetYPercent", 0);
        double width = numberOf(arguments, "widthPercent", 1);
        double height = numberOf(arguments, "heightPercent", 1);
        remove(id);
        images.put(
                id,
                new Placed(
                        new OverlayImage(imageOf(arguments)),
                        offsetX,
                        offsetY,
                        width,
                        height,
                        Boolean.TRUE.equals(arguments.get("keepAspectRatio")),
                        Boolean.TRUE.equals(arguments.get("center"))));
    }

    private void remove(String id) {
        Placed former = images.remove(id);
        if (former != null) {
            former.image().close();
        }
    }

    private static String idOf(Map<String, @Nullable Object> arguments) throws NodeException {
        if (arguments.get("id") instanceof String id) {
            return id;
        }
        throw new NodeException(NodeException.ILLEGAL_VALUE, "The parameter 'id' must be a text.");
    }
}
