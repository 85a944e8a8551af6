package org.kaskado.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.kaskado.catalogue.Catalogues;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaByteSource;
import org.kaskado.connector.MediaEvent;
import org.kaskado.connector.MediaException;
import org.kaskado.engine.uri.DiskFloor;
import org.kaskado.engine.uri.FileSettings;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec;
import org.kaskado.runtime.ManualLoop;

/** An engine on one manual loop with scripted workers: every test of the engine stands on it. */
final class EngineBench implements MediaEngine.EventSink {
    static final int ELEMENTS_MAX = 20;
    static final long FLOOR_BYTES = 1_000;

    final ManualLoop loop = new ManualLoop();
    final ScriptedWorkers workers = new ScriptedWorkers();
    final List<MediaEvent> events = new ArrayList<>();
    /** What the disk of recordings has left. */
    final AtomicLong freeBytes = new AtomicLong(1_000_000);

    final LoopMediaEngine engine;
    final String lease;

    private EngineBench(Path data, boolean isTranscodingAllowed) {
        engine = new LoopMediaEngine(
                new EngineSettings(
                        data,
                        "/kaskado",
                        List.of(),
                        new FileSettings(true, null, new DiskFloor(FLOOR_BYTES, path -> freeBytes.get())),
                        Duration.ofMinutes(10),
                        3,
                        ELEMENTS_MAX,
                        Duration.ofSeconds(30),
                        isTranscodingAllowed,
                        Map.of("kaskado.bind", "127.0.0.1")),
                Catalogues.load(EngineBench.class.getClassLoader()),
                new EngineRuntime(List.of(loop), workers, Runnable::run, List.of()),
                this);
        lease = ask(new Command.OpenLease("test", Duration.ofSeconds(60)));
    }

    static EngineBench in(Path data) {
        return new EngineBench(data, true);
    }

    static EngineBench refusingTranscoding(Path data) {
        return new EngineBench(data, false);
    }

    /** A file below the media folder. */
    static Path file(Path data, String name, String content) {
        try {
            Path file = data.resolve("media").resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void accept(MediaEvent event) {
        events.add(event);
    }

    @Override
    public void acceptCoalescing(MediaEvent event) {
        events.add(event);
    }

    /** Sends a command and runs the loop until it is answered. */
    <R> R ask(Command<R> command) {
        CompletableFuture<R> answer = engine.execute(command).toCompletableFuture();
        loop.runPending();
        if (!answer.isDone()) {
            throw new AssertionError("no answer to " + command);
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof MediaException cause ? cause : e;
        }
    }

    String pipeline() {
        return create("MediaPipeline", Map.of());
    }

    String create(String type, Map<String, Object> parameters) {
        return ask(new Command.Create(lease, type, parameters)).id();
    }

    /** An element with the other parameters as name, value, name, value. */
    String element(String pipeline, String type, Object... others) {
        java.util.Map<String, Object> parameters = new java.util.HashMap<>(Map.of("mediaPipeline", pipeline));
        for (int i = 0; i < others.length; i += 2) {
            parameters.put((String) others[i], others[i + 1]);
        }
        return create(type, parameters);
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

    EngineBench listen(String object, String... eventTypes) {
        for (String type : eventTypes) {
            ask(new Command.Subscribe(object, type));
        }
        return this;
    }

    /** Types of events raised so far; a released object is {@code -Type}. */
    List<String> eventTypes() {
        return events.stream()
                .map(event -> event instanceof MediaEvent.Raised raised
                        ? raised.type()
                        : "-" + event.toString().replaceAll(".*objectId=[^,]*_kurento.([A-Za-z]+),.*", "$1"))
                .toList();
    }

    MediaEvent.Raised raised(String type) {
        return events.stream()
                .filter(event -> event instanceof MediaEvent.Raised raised
                        && raised.type().equals(type))
                .map(MediaEvent.Raised.class::cast)
                .reduce((one, other) -> other)
                .orElseThrow(() -> new AssertionError("no " + type + " among " + eventTypes()));
    }

    /** A node of the newest graph says something. */
    void nodeSays(Class<? extends NodeSpec> kind, String event, Map<String, Object> data) {
        workers.graph()
                .say(new FromWorker.NodeEvent(
                        workers.graph().graphId(), workers.graph().idOf(kind), event, data));
        loop.runPending();
    }

    /** The muxer of the newest graph gives a chunk. */
    void chunk(FromWorker.ChunkKind kind, boolean startsAtKeyFrame, long ptsMs, String content) {
        NodeSpec.OutputSpec.ToServer output = (NodeSpec.OutputSpec.ToServer)
                workers.graph().only(NodeSpec.Mux.class).output();
        workers.graph()
                .say(new FromWorker.ContainerBytes(
                        output.streamId(),
                        kind,
                        startsAtKeyFrame,
                        ptsMs * 1_000_000,
                        content.getBytes(StandardCharsets.UTF_8)));
        loop.runPending();
    }

    MediaByteSource openSource(String url, String client) {
        return ask(new Command.OpenSource(token(url), new Command.ByteStreamRequest(client, null, -1)));
    }

    static String token(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** Everything that a source gives now. */
    String read(MediaByteSource source) {
        ByteBuffer target = ByteBuffer.allocate(1 << 20);
        int count;
        do {
            loop.runPending();
            count = source.read(target);
        } while (count > 0);
        return new String(target.array(), 0, target.position(), StandardCharsets.UTF_8) + (count < 0 ? "|end" : "");
    }
}
