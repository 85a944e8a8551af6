package org.kaskado.element.filter;

import java.util.List;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.processing.NodeSpec;

/** A filter that is described by text: an FFmpeg filter chain, or one GStreamer element of those that tutorials use. */
public final class GStreamerFilter extends MediaFilter {
    public static final ElementType<GStreamerFilter> TYPE = new ElementType<>(
            "GStreamerFilter",
            OperationTable.of(GStreamerFilter.class)
                    .inherit(Element.OPERATIONS)
                    .property("command", filter -> filter.command)
                    .action(
                            "setElementProperty",
                            (filter, arguments) -> filter.setElementProperty(
                                    arguments.string("propertyName"), arguments.string("propertyValue")))
                    .build(),
            (pipeline, identity, arguments) ->
                    new GStreamerFilter(pipeline, identity, arguments, FilterText.of(arguments.string("command"))));

    private final String command;
    private FilterText text;
    private List<NodeSpec.FilterStep> steps;

    private GStreamerFilter(Pipeline pipeline, ElementType.Identity identity, Arguments arguments, FilterText text) {
        super(pipeline, identity, text.medium());
        this.command = arguments.string("command");
        this.text = text;
        this.steps = TextFont.in(text.steps());
    }

    @Override
    NodeSpec spec() {
        return new NodeSpec.Filter(steps);
    }

    @Override
    void onNode(NodeHandle node) {
        // the node has all it needs
    }

    private void setElementProperty(String name, String value) {
        FilterText changed;
        try {
            changed = text.with(name, value);
        } catch (MediaException e) {
            throw new MediaException(
                    MediaErrorCode.MARSHALL_ERROR, "property '" + name + "' was not set: " + e.getMessage(), e);
        }
        if (changed.medium() != text.medium()) {
            throw new MediaException(
                    MediaErrorCode.MARSHALL_ERROR,
                    "property '" + name + "' was not set: a filter for " + text.medium() + " stays one");
        }
        steps = TextFont.in(changed.steps());
        text = changed;
        rebuild();
    }
}
