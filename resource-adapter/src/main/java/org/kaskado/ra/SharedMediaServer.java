package org.kaskado.ra;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one media server of a deployed resource adapter. A container makes more than one instance of the adapter from one
 * RAR: WildFly one for the message-driven beans and another for each connection factory that an annotation defines. They
 * must see the same engine, so the first that starts makes the server, the last that stops ends it. The static lives and
 * dies with the RAR's class loader and is empty when nothing runs.
 */
final class SharedMediaServer {
    private static final Object GATE = new Object();
    private static @Nullable MediaServer server;
    private static @Nullable String settingsOfFirst;
    private static int holders;

    private SharedMediaServer() {}

    /**
     * Joins the running server or starts it. Instances without settings join any; others must agree with the first.
     *
     * @throws IllegalStateException when the running server was started with other settings
     */
    static MediaServer join(@Nullable String settings, Supplier<MediaServer> starter) {
        synchronized (GATE) {
            MediaServer running = server;
            if (running == null) {
                running = starter.get();
                server = running;
                settingsOfFirst = settings;
            } else if (settings != null && !settings.isBlank() && !settings.equals(settingsOfFirst)) {
                throw new IllegalStateException("the resource adapter property settings is \"" + settings
                        + "\", but another instance of this adapter has already started with "
                        + Objects.requireNonNullElse(settingsOfFirst, "none")
                        + "; set it in ra.xml, or use system properties or <data>/kaskado.properties");
            }
            holders++;
            return running;
        }
    }

    /** Leaves a server that {@link #join} gave; the last to leave ends it. */
    static void leave(MediaServer joined) {
        synchronized (GATE) {
            if (--holders == 0) {
                server = null;
                settingsOfFirst = null;
                joined.close();
            }
        }
    }
}
