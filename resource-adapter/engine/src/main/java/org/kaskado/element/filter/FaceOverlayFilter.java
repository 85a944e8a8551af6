package org.kaskado.element.filter;

import java.util.Map;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;

/** Lays an image over each face; offsets and sizes are fractions of the face. */
public final class FaceOverlayFilter extends VisionFilter {
    public static final ElementType<FaceOverlayFilter> TYPE = new ElementType<>(
            "FaceOverlayFilter",
            OperationTable.of(FaceOverlayFilter.class)
                    .inherit(Element.OPERATIONS)
                    .later(
                            "setOverlayedImage",
                            (filter, arguments) -> filter.setImage("overlay", "setOverlayedImage", arguments))
                    .later(
                            "unsetOverlayedImage",
                            (filter, arguments) -> filter.unset("overlay", "unsetOverlayedImage", Map.of()))
                    .build(),
            (pipeline, identity, arguments) -> new FaceOverlayFilter(pipeline, identity));

    private FaceOverlayFilter(Pipeline pipeline, ElementType.Identity identity) {
        super(pipeline, identity, "face-overlay");
    }
}
