package org.kaskado.element.filter;

import java.util.List;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SourcePad;

/** Forwards every medium as it comes; it costs nothing, because planning looks through it. */
public final class PassThrough extends Element {
    public static final ElementType<PassThrough> TYPE = new ElementType<>(
            "PassThrough",
            OperationTable.of(PassThrough.class).inherit(Element.OPERATIONS).build(),
            (pipeline, identity, arguments) -> new PassThrough(pipeline, identity));

    private PassThrough(Pipeline pipeline, ElementType.Identity identity) {
        super(pipeline, identity);
        giveSinks(kind -> null);
        giveSources(kind -> SourcePad.Origin.FORWARDS);
    }

    @Override
    protected List<NodeDemand> nodes(PlannedInputs inputs) {
        return List.of();
    }
}
