package org.kaskado.ra;

import org.kaskado.catalogue.Configuration;
import org.kaskado.engine.EngineRuntime;
import org.kaskado.engine.MediaEngine;

/** Makes the engine of a media server from its parts. */
@FunctionalInterface
interface EngineStarter {
    /**
     * Makes and starts it.
     *
     * @throws RuntimeException with a sentence, when the engine cannot start
     */
    MediaEngine start(Configuration configuration, EngineRuntime runtime, MediaEngine.EventSink events);
}
