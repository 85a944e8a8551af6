package org.kaskado.ra;

import java.util.concurrent.Executor;
import org.kaskado.catalogue.Configuration;
import org.kaskado.engine.MediaEngine;
import org.kaskado.runtime.LoopGroup;
import org.kaskado.workers.WorkerPool;

/** Makes the engine of a media server from its parts. */
@FunctionalInterface
interface EngineStarter {
    /**
     * Makes and starts it.
     *
     * @param blockingIo for file and network calls that block; bounded
     * @throws RuntimeException with a sentence, when the engine cannot start
     */
    MediaEngine start(
            Configuration configuration,
            LoopGroup loops,
            WorkerPool workers,
            Executor blockingIo,
            MediaEngine.EventSink events);
}
