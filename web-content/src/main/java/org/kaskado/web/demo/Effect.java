package org.kaskado.web.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kaskado.content.KaskadoException;
import org.kaskado.media.FaceOverlayFilter;
import org.kaskado.media.ImageOverlayFilter;
import org.kaskado.media.MediaElement;
import org.kaskado.media.MediaPipeline;

/** The filters of the demo and how each is made. */
enum Effect {
    /** The media as it comes. */
    NONE {
        @Override
        MediaElement build(MediaPipeline pipeline, DemoClips clips) {
            return pipeline.newPassThrough().build();
        }
    },
    /** Left is right; spelt as in GStreamer. */
    MIRROR {
        @Override
        MediaElement build(MediaPipeline pipeline, DemoClips clips) {
            return pipeline.newGStreamerFilter("videoflip method=4").build();
        }
    },
    /** Without colours; spelt as in FFmpeg. */
    GREY {
        @Override
        MediaElement build(MediaPipeline pipeline, DemoClips clips) {
            return pipeline.newGStreamerFilter("hue=s=0").build();
        }
    },
    /** Light is dark. */
    NEGATIVE {
        @Override
        MediaElement build(MediaPipeline pipeline, DemoClips clips) {
            return pipeline.newGStreamerFilter("negate").build();
        }
    },
    /** A picture in a corner. */
    LOGO {
        @Override
        MediaElement build(MediaPipeline pipeline, DemoClips clips) {
            ImageOverlayFilter filter = pipeline.newImageOverlayFilter().build();
            filter.addImage("logo", clips.uriOf("hat.png"), 0.80f, 0.06f, 0.16f, 0.28f, true, true);
            return filter;
        }
    },
    /** A hat on each face: as wide as one and a half faces, above it. */
    HAT {
        @Override
        MediaElement build(MediaPipeline pipeline, DemoClips clips) {
            FaceOverlayFilter filter = pipeline.newFaceOverlayFilter().build();
            filter.setOverlayedImage(clips.uriOf("hat.png"), -0.35f, -1.35f, 1.7f, 1.7f);
            return filter;
        }
    };

    private static final int NOT_FOUND = 404;

    abstract MediaElement build(MediaPipeline pipeline, DemoClips clips);

    /** Finds an effect by its name in small letters; fails with 404 and the known names. */
    static Effect named(String name) {
        for (Effect effect : values()) {
            if (effect.label().equals(name)) {
                return effect;
            }
        }
        String known = Arrays.stream(values()).map(Effect::label).collect(Collectors.joining(", "));
        throw new KaskadoException("there is no effect '" + name + "'; known are " + known, NOT_FOUND);
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
