package org.kaskado.engine;

import java.util.List;
import java.util.stream.Stream;
import org.kaskado.element.filter.FaceOverlayFilter;
import org.kaskado.element.filter.GStreamerFilter;
import org.kaskado.element.filter.ImageOverlayFilter;
import org.kaskado.element.filter.PassThrough;
import org.kaskado.element.filter.ZBarFilter;
import org.kaskado.element.http.HttpGetEndpoint;
import org.kaskado.element.http.HttpPostEndpoint;
import org.kaskado.element.inspector.MediaInspector;
import org.kaskado.element.player.PlayerEndpoint;
import org.kaskado.element.recorder.RecorderEndpoint;
import org.kaskado.pipeline.ElementType;

/** The element classes of this version. A new one is one line here. */
final class BuiltInElements {
    private static final List<ElementType<?>> LOCAL = List.of(
            PassThrough.TYPE,
            PlayerEndpoint.TYPE,
            RecorderEndpoint.TYPE,
            HttpGetEndpoint.TYPE,
            HttpPostEndpoint.TYPE,
            ZBarFilter.TYPE,
            FaceOverlayFilter.TYPE,
            ImageOverlayFilter.TYPE,
            GStreamerFilter.TYPE,
            MediaInspector.TYPE);

    private BuiltInElements() {}

    /** Those that need nothing of the network, and those that do. */
    static List<ElementType<?>> all(List<ElementType<?>> network) {
        return Stream.concat(LOCAL.stream(), network.stream()).toList();
    }
}
