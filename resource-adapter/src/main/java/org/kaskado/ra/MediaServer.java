package org.kaskado.ra;

import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kaskado.catalogue.Configuration;
import org.kaskado.engine.EngineRuntime;
import org.kaskado.engine.MediaEngine;
import org.kaskado.engine.MediaTransports;
import org.kaskado.runtime.LoopGroup;
import org.kaskado.runtime.MediaThreads;
import org.kaskado.workers.ProcessWorkerPool;
import org.kaskado.workers.RunFolder;
import org.kaskado.workers.WorkerBundle;
import org.kaskado.workers.WorkerSettings;

/**
 * Everything that runs between {@code start} and {@code stop}: threads, loops, workers, engine, event delivery. Closed in
 * reverse order of opening; what was opened is closed too when a later part cannot start.
 */
final class MediaServer implements AutoCloseable {
    private static final long ENGINE_CLOSE_SECONDS = 3;
    private static final Logger LOG = System.getLogger(MediaServer.class.getName());

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final MediaThreads threads;
    private final LoopGroup loops;
    private final EventDelivery events;
    private final MediaEngine engine;

    private MediaServer(Configuration configuration, WorkManager workManager, EngineStarter engines) {
        try {
            threads = open(new MediaThreads(configuration.integer("kaskado.io.threads")));
            int size = configuration.integer("kaskado.loops");
            loops = open(LoopGroup.start(size == 0 ? LoopGroup.defaultSize() : size, threads));
            EventDispatcher dispatcher = open(new EventDispatcher(workManager, threads));
            events = new EventDelivery(configuration.integer("kaskado.events.queue"), dispatcher);
            ProcessWorkerPool workers = open(workers(configuration, threads));
            MediaTransports transports = open(MediaTransports.open(MediaAddresses.of(configuration), loops, threads));
            LOG.log(Level.INFO, "WebRTC media on UDP {0}", transports.locals());
            engine = engines.start(
                    configuration,
                    new EngineRuntime(loops.loops(), workers, threads.blockingIo(), transports.elements()),
                    events);
            opened.push(this::closeEngine);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts all parts.
     *
     * @throws RuntimeException with a sentence, when one cannot start; nothing is left running then
     */
    static MediaServer start(Configuration configuration, WorkManager workManager, EngineStarter engines) {
        MediaServer server = new MediaServer(configuration, workManager, engines);
        LOG.log(
                Level.INFO,
                "Kaskado engine {0} started: {1} media loops, data in {2}, bound to {3}",
                version(),
                server.loops.size(),
                configuration.text(SettingsReader.DATA),
                configuration.text("kaskado.bind"));
        return server;
    }

    static String version() {
        String version = MediaServer.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }

    MediaEngine engine() {
        return engine;
    }

    EventDelivery events() {
        return events;
    }

    /** Ends everything and joins all threads. Twice is silence. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        long startNs = System.nanoTime();
        while (!opened.isEmpty()) {
            AutoCloseable part = opened.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "stopping " + part.getClass().getSimpleName() + " failed", e);
            }
        }
        LOG.log(Level.INFO, "Kaskado engine stopped in {0} ms", (System.nanoTime() - startNs) / 1_000_000);
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    private static ProcessWorkerPool workers(Configuration configuration, MediaThreads threads) throws IOException {
        Path data = Path.of(configuration.text(SettingsReader.DATA));
        Path state = data.resolve("worker");
        int max = configuration.integer("kaskado.workers.max");
        WorkerSettings settings = new WorkerSettings(
                RunFolder.prepare(data),
                state,
                max == 0 ? 2 * Runtime.getRuntime().availableProcessors() : max,
                configuration.number("kaskado.worker.memory"),
                configuration.duration("kaskado.worker.idle"));
        Path home = configuration.find("kaskado.worker.home").map(Path::of).orElse(null);
        WorkerBundle bundle = new WorkerBundle(home, state, MediaServer.class.getClassLoader());
        return ProcessWorkerPool.start(settings, bundle, threads);
    }

    private void closeEngine() throws InterruptedException {
        try {
            engine.close().toCompletableFuture().get(ENGINE_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "the engine did not close its pipelines in time", e);
        }
    }
}
