package org.kaskado.engine;

import java.util.List;
import java.util.concurrent.Executor;
import org.kaskado.pipeline.ElementType;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.workers.WorkerPool;

/**
 * What an engine runs on.
 *
 * @param loops at least one; pipelines are spread over them
 * @param workers where media is worked on
 * @param blockingIo runs file and network reads that block; may refuse when it is full
 * @param networkElements element classes that need the network, as {@link MediaTransports#elements} gives them
 */
public record EngineRuntime(
        List<MediaLoop> loops, WorkerPool workers, Executor blockingIo, List<ElementType<?>> networkElements) {
    public EngineRuntime {
        loops = List.copyOf(loops);
        networkElements = List.copyOf(networkElements);
    }
}
