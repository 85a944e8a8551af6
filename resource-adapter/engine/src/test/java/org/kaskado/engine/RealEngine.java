package org.kaskado.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.kaskado.catalogue.Catalogues;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaByteSource;
import org.kaskado.connector.MediaEvent;
import org.kaskado.connector.MediaException;
import org.kaskado.engine.uri.DiskFloor;
import org.kaskado.engine.uri.FileSettings;
import org.kaskado.runtime.LoopGroup;
import org.kaskado.runtime.MediaThreads;
import org.kaskado.workers.ProcessWorkerPool;
import org.kaskado.workers.WorkerProgram;
import org.kaskado.workers.WorkerSettings;

/** An engine with real loops and real worker processes. */
final class RealEngine implements MediaEngine.EventSink, AutoCloseable {
    private static final long PATIENCE_S = 60; // machines that build beside it are slow

    final Path data;
    private final MediaThreads threads = new MediaThreads(8);
    private final LoopGroup loops = LoopGroup.start(1, threads);
    private final MediaTransports transports;
    private final ProcessWorkerPool workers;
    private final LoopMediaEngine engine;
    private final List<MediaEvent> events = new CopyOnWriteArrayList<>();
    /** Longer than any probe of these tests on a loaded machine. */
    static final Duration PROBE_TIMEOUT = Duration.ofSeconds(8);

    static final NetworkSettings.Rtp RTP = new NetworkSettings.Rtp(21_000, 21_999, Duration.ofSeconds(2));

    private final Semaphore news = new Semaphore(0);
    private final String lease;

    RealEngine(Path data) throws IOException {
        this.data = data;
        Files.createDirectories(data.resolve("media"));
        workers = ProcessWorkerPool.start(
                new WorkerSettings(
                        Files.createTempDirectory("kaskado-run"), data, 2, 256L << 20, Duration.ofSeconds(5)),
                () -> new WorkerProgram(System.getProperty("java.class.path"), "org.kaskado.worker.Main", natives()),
                threads);
        transports = MediaTransports.open(
                new NetworkSettings(List.of(InetAddress.getLoopbackAddress()), List.of(), 0, 1024, RTP),
                loops,
                threads);
        engine = new LoopMediaEngine(
                new EngineSettings(
                        data,
                        "/kaskado",
                        List.of(),
                        new FileSettings(true, null, DiskFloor.of(0)),
                        Duration.ofMinutes(10),
                        100,
                        50,
                        PROBE_TIMEOUT,
                        true,
                        Map.of()),
                Catalogues.load(RealEngine.class.getClassLoader()),
                new EngineRuntime(loops.loops(), workers, threads.blockingIo(), transports.elements()),
                this);
        lease = ask(new Command.OpenLease("test", Duration.ofMinutes(10)));
    }

    /** Unpacked natives are kept between runs, as a server does. */
    private static Path natives() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "kaskado-test-natives"));
    }

    @Override
    public void accept(MediaEvent event) {
        events.add(event);
        news.release();
    }

    @Override
    public void acceptCoalescing(MediaEvent event) {
        accept(event);
    }

    <R> R ask(Command<R> command) {
        try {
            return engine.execute(command).toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MediaException cause) {
                throw cause;
            }
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer to " + command + "; events " + events, e);
        }
    }

    String pipeline() {
        return ask(new Command.Create(lease, "MediaPipeline", Map.of())).id();
    }

    String element(String pipeline, String type, Object... others) {
        Map<String, Object> parameters = new HashMap<>(Map.of("mediaPipeline", pipeline));
        for (int i = 0; i < others.length; i += 2) {
            parameters.put((String) others[i], others[i + 1]);
        }
        return ask(new Command.Create(lease, type, parameters)).id();
    }

    Object invoke(String object, String operation, Map<String, Object> parameters) {
        return ask(new Command.Invoke(object, operation, parameters)).value();
    }

    Object invoke(String object, String operation) {
        return invoke(object, operation, Map.of());
    }

    void connect(String source, String sink) {
        ask(new Command.Connect(source, sink, null));
    }

    void listen(String object, String... types) {
        for (String type : types) {
            ask(new Command.Subscribe(object, type));
        }
    }

    void release(String object) {
        ask(new Command.Release(object));
    }

    /** Waits for the first event of a type of an object. */
    MediaEvent.Raised await(String object, String type) {
        return await(object, type, members -> true);
    }

    /** Waits for the first event of a type of an object whose members pass a test. */
    MediaEvent.Raised await(String object, String type, Predicate<Map<String, ?>> test) {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (true) {
            for (MediaEvent event : events) {
                if (event instanceof MediaEvent.Raised raised
                        && raised.objectId().equals(object)
                        && raised.type().equals(type)
                        && test.test(raised.data())) {
                    return raised;
                }
            }
            awaitNews(endNs, type);
        }
    }

    private void awaitNews(long endNs, String type) {
        try {
            if (!news.tryAcquire(Math.max(0, endNs - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("no " + type + " among " + events);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    List<MediaEvent> events() {
        return events;
    }

    private static Command.ByteStreamRequest client(String contentType, long lengthBytes) {
        return new Command.ByteStreamRequest("one", contentType, lengthBytes);
    }

    MediaByteSource source(String url) {
        return ask(new Command.OpenSource(EngineBench.token(url), client(null, -1)));
    }

    /** Reads to the end, or to a number of bytes. */
    byte[] read(MediaByteSource source, int mostBytes) throws InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
        for (int count = source.read(buffer); count >= 0 && all.size() < mostBytes; count = source.read(buffer)) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
            if (count == 0) {
                CountDownLatch ready = new CountDownLatch(1);
                source.onReady(ready::countDown);
                if (!ready.await(PATIENCE_S, TimeUnit.SECONDS)) {
                    throw new AssertionError("nothing to read after " + all.size() + " bytes; events " + events);
                }
            }
        }
        return all.toByteArray();
    }

    /** Uploads a file whole. */
    void upload(String url, Path file, String contentType) throws IOException, InterruptedException {
        byte[] content = Files.readAllBytes(file);
        MediaByteSink sink = ask(new Command.OpenSink(EngineBench.token(url), client(contentType, content.length)));
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            if (sink.write(rest) == 0) {
                CountDownLatch ready = new CountDownLatch(1);
                sink.onReady(ready::countDown);
                if (!ready.await(PATIENCE_S, TimeUnit.SECONDS)) {
                    throw new AssertionError("nothing taken any more; events " + events);
                }
            }
        }
        sink.close(null);
    }

    @Override
    public void close() {
        engine.close().toCompletableFuture().join();
        transports.close();
        workers.close();
        loops.close();
        threads.close();
    }
}
