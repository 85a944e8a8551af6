package org.kaskado.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Draws a pipeline in the DOT language: elements, links, what they carry and where the adaptor converts. */
final class GraphDrawing {
    private final StringBuilder dot = new StringBuilder("digraph pipeline {\n  rankdir=LR;\n  node [shape=box];\n");

    private GraphDrawing() {}

    static String of(Pipeline pipeline) {
        GraphDrawing drawing = new GraphDrawing();
        pipeline.elements().forEach(drawing::node);
        pipeline.elements().forEach(drawing::edges);
        return drawing.dot.append("}\n").toString();
    }

    /** One element with its neighbours. */
    static String of(Element element) {
        GraphDrawing drawing = new GraphDrawing();
        drawing.node(element);
        List<Link> into = new ArrayList<>();
        element.sinks().forEach(sink -> {
            if (sink.link() != null) {
                into.add(sink.link());
            }
        });
        into.stream().map(link -> link.source().element()).distinct().forEach(drawing::node);
        into.forEach(drawing::edge);
        element.sources().stream()
                .flatMap(source -> source.links().stream())
                .map(link -> link.sink().element())
                .distinct()
                .forEach(drawing::node);
        drawing.edges(element);
        return drawing.dot.append("}\n").toString();
    }

    private void node(Element element) {
        dot.append("  ")
                .append(quoted(element.id()))
                .append(" [label=")
                .append(quoted(element.type() + "\n" + element.name()));
        dot.append("];\n");
    }

    private void edges(Element element) {
        element.sources().forEach(source -> source.links().forEach(this::edge));
    }

    private void edge(Link link) {
        dot.append("  ")
                .append(quoted(link.source().element().id()))
                .append(" -> ")
                .append(quoted(link.sink().element().id()))
                .append(" [label=")
                .append(quoted(label(link)))
                .append("];\n");
    }

    private static String label(Link link) {
        PlannedInput input = link.sink().element().pipeline().inputs().of(link.sink());
        if (input == null) {
            return link.sink().kind().name();
        }
        String carried = input.offered().codec();
        return link.sink().kind().name()
                + " "
                + (input.conversion() == PlannedInput.Conversion.NONE
                        ? carried
                        : carried + " \u2192 " + input.chosen().codec());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
