package org.kaskado.element.filter;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;

/** Reports QR and bar codes in the picture, which it leaves as it is. */
public final class ZBarFilter extends VisionFilter {
    public static final ElementType<ZBarFilter> TYPE = new ElementType<>(
            "ZBarFilter",
            OperationTable.of(ZBarFilter.class).inherit(Element.OPERATIONS).build(),
            (pipeline, identity, arguments) -> new ZBarFilter(pipeline, identity));

    private ZBarFilter(Pipeline pipeline, ElementType.Identity identity) {
        super(pipeline, identity, "barcode");
    }

    @Override
    void onNodeEvent(String type, Map<String, @Nullable Object> data) {
        if (type.equals("CodeFound")) {
            raise(
                    "CodeFound",
                    Map.of(
                            "codeType", Objects.toString(data.get("codeType"), ""),
                            "value", Objects.toString(data.get("value"), "")));
        }
    }
}
