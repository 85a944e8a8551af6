package org.kaskado.engine;

import java.util.List;
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
    static final List<ElementType<?>> ALL = List.of(
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
}
