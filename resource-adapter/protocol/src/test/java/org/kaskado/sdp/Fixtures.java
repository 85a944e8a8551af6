package org.kaskado.sdp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Stored descriptions: {@code chromium-*} and {@code firefox-*} were made by those browsers, {@code ffmpeg-h264} and {@code
 * ffmpeg-opus-srtp} by FFmpeg, in runs of our own; the others were written by hand in the form that such programs use.
 */
public final class Fixtures {
    private static final List<String> BROWSER_OFFERS =
            List.of("av", "av-candidates", "avdata-maxcompat", "data", "many", "recvonly", "simulcast");

    private Fixtures() {}

    public static Stream<String> browserOffers() {
        return Stream.of("chromium", "firefox")
                .flatMap(name -> BROWSER_OFFERS.stream().map(kind -> name + "-" + kind));
    }

    public static Stream<String> all() {
        Stream<String> others = Stream.of(
                "chromium-answer",
                "chromium-rejected",
                "firefox-answer",
                "firefox-rejected",
                "gstreamer-webrtcbin",
                "ffmpeg-whip",
                "ffmpeg-h264",
                "ffmpeg-opus-srtp",
                "linphone-like",
                "plan-b",
                "sdes");
        return Stream.concat(browserOffers(), others);
    }

    public static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name + ".sdp"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
