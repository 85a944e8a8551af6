package org.kaskado.element.filter;

import java.util.Map;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;

/** Lays images over the picture; offsets and sizes are fractions of the picture. */
public final class ImageOverlayFilter extends VisionFilter {
    public static final ElementType<ImageOverlayFilter> TYPE = new ElementType<>(
            "ImageOverlayFilter",
            OperationTable.of(ImageOverlayFilter.class)
                    .inherit(Element.OPERATIONS)
                    .later(
                            "addImage",
                            (filter, arguments) -> filter.setImage(arguments.string("id"), "addImage", arguments))
                    .later(
                            "removeImage",
                            (filter, arguments) -> filter.unset(
                                    arguments.string("id"), "removeImage", Map.of("id", arguments.string("id"))))
                    .build(),
            (pipeline, identity, arguments) -> new ImageOverlayFilter(pipeline, identity));

    private ImageOverlayFilter(Pipeline pipeline, ElementType.Identity identity) {
        super(pipeline, identity, "image-overlay");
    }
}
