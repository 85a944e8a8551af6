package org.kaskado.engine;

import java.time.Clock;
import org.kaskado.engine.uri.PolicedFiles;
import org.kaskado.workers.WorkerPool;

/** What all pipelines of an engine share. Immutable; each part is safe for any thread. */
record EngineParts(
        EngineSettings settings,
        Signatures signatures,
        ElementTypes types,
        WorkerPool workers,
        PolicedFiles files,
        MediaTokens tokens,
        MediaEngine.EventSink events,
        Clock wallclock,
        int codecThreads) {}
