package org.kaskado.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec;
import org.kaskado.processing.ToWorker;
import org.kaskado.processing.WireCodec;
import org.kaskado.processing.WireDecoder;
import org.kaskado.processing.WireException;

/** The server's side of the link, with a real worker process at the other end. One graph, number 1. */
final class WorkerHarness implements AutoCloseable {
    static final long GRAPH = 1;
    static final Duration LONG = Duration.ofSeconds(60);

    final Process process;
    final List<FromWorker> messages = new CopyOnWriteArrayList<>();
    final AtomicBoolean isReading = new AtomicBoolean(true);
    private final Path folder;
    private final SocketChannel channel;
    private final Thread reader;
    private final AtomicLong ids = new AtomicLong(100);
    private final Map<Long, Path> inputs = new ConcurrentHashMap<>();
    private final Map<Long, ByteArrayOutputStream> outputs = new ConcurrentHashMap<>();

    WorkerHarness(String... jvmOptions) {
        try {
            folder = Files.createTempDirectory("kw");
            Path socket = folder.resolve("s");
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            process = start(socket, jvmOptions);
            process.getOutputStream().write("secret-1\n".getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            channel = server.accept();
            server.close();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        reader = new Thread(this::read, "harness-reader");
        reader.setDaemon(true);
        reader.start();
        await().atMost(LONG).until(() -> !all(FromWorker.Hello.class).isEmpty());
        send(new ToWorker.OpenGraph(GRAPH, "test"));
    }

    private static Process start(Path socket, String... jvmOptions) throws IOException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), socket.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    // ---- building a graph ----

    int add(NodeSpec spec) {
        int nodeId = (int) ids.incrementAndGet();
        FromWorker.Result result = request(requestId -> new ToWorker.AddNode(GRAPH, requestId, nodeId, spec));
        assertThat(result.message()).isNull();
        return nodeId;
    }

    FromWorker.Result tryAdd(NodeSpec spec) {
        int nodeId = (int) ids.incrementAndGet();
        return request(requestId -> new ToWorker.AddNode(GRAPH, requestId, nodeId, spec));
    }

    int demux(Path file, NodeSpec.Pacing pacing) {
        return add(new NodeSpec.Demux(input(file, true), pacing));
    }

    NodeSpec.InputStreamSpec input(Path file, boolean isSeekable) {
        long streamId = ids.incrementAndGet();
        inputs.put(streamId, file);
        try {
            long length = isSeekable ? Files.size(file) : -1;
            return new NodeSpec.InputStreamSpec(streamId, length, isSeekable, null, String.valueOf(file.getFileName()));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    NodeSpec.OutputSpec toServer() {
        long streamId = ids.incrementAndGet();
        outputs.put(streamId, new ByteArrayOutputStream());
        return new NodeSpec.OutputSpec.ToServer(streamId);
    }

    static NodeSpec.OutputSpec toFile(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        return new NodeSpec.OutputSpec.ToFile(file.toString());
    }

    int mux(String container, NodeSpec.OutputSpec output, boolean isLive, Caps... tracks) {
        return add(new NodeSpec.Mux(container, List.of(tracks), output, isLive));
    }

    void link(int from, int to, String... pads) {
        for (String pad : pads) {
            send(new ToWorker.Link(GRAPH, from, pad, to, pad));
        }
    }

    @Nullable
    Object command(int nodeId, String verb, Map<String, @Nullable Object> arguments) {
        FromWorker.Result result = tryCommand(nodeId, verb, arguments);
        assertThat(result.message()).isNull();
        return result.value();
    }

    @Nullable
    Object command(int nodeId, String verb) {
        return command(nodeId, verb, Map.of());
    }

    FromWorker.Result tryCommand(int nodeId, String verb, Map<String, @Nullable Object> arguments) {
        return request(requestId -> new ToWorker.NodeCommand(GRAPH, requestId, nodeId, verb, arguments));
    }

    interface Request {
        ToWorker with(long requestId);
    }

    FromWorker.Result request(Request request) {
        long requestId = ids.incrementAndGet();
        send(request.with(requestId));
        await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> result(requestId) != null);
        return Objects.requireNonNull(result(requestId));
    }

    private FromWorker.@Nullable Result result(long requestId) {
        return all(FromWorker.Result.class).stream()
                .filter(result -> result.requestId() == requestId)
                .findFirst()
                .orElse(null);
    }

    // ---- what came back ----

    <T extends FromWorker> List<T> all(Class<T> type) {
        return messages.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<FromWorker.NodeEvent> events(int nodeId, String type) {
        return all(FromWorker.NodeEvent.class).stream()
                .filter(event -> event.nodeId() == nodeId && event.type().equals(type))
                .toList();
    }

    FromWorker.NodeEvent awaitEvent(int nodeId, String type) {
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !events(nodeId, type).isEmpty());
        return events(nodeId, type).get(0);
    }

    List<FromWorker.ContainerBytes> chunks(NodeSpec.OutputSpec output) {
        long streamId = ((NodeSpec.OutputSpec.ToServer) output).streamId();
        return all(FromWorker.ContainerBytes.class).stream()
                .filter(chunk -> chunk.streamId() == streamId)
                .toList();
    }

    Path saved(NodeSpec.OutputSpec output, String name) {
        try (ByteArrayOutputStream whole = new ByteArrayOutputStream()) {
            for (FromWorker.ContainerBytes chunk : chunks(output)) {
                whole.write(chunk.data());
            }
            Path file = TestMedia.file(name);
            Files.write(file, whole.toByteArray());
            return file;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    // ---- the wire ----

    void send(ToWorker message) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(WireCodec.encode(message));
            synchronized (channel) {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private void read() {
        WireDecoder<FromWorker> decoder = WireCodec.fromWorkerDecoder();
        ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
        try {
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                decoder.feed(buffer, this::onMessage);
                buffer.clear();
                while (!isReading.get()) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
        } catch (IOException | WireException | InterruptedException ended) {
            // the worker is gone, or the test has ended
        }
    }

    private void onMessage(FromWorker message) {
        messages.add(message);
        if (message instanceof FromWorker.ReadStream read) {
            Path file = inputs.get(read.streamId());
            if (file != null) {
                send(answer(read, file));
            }
        }
    }

    private static ToWorker answer(FromWorker.ReadStream read, Path file) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(read.offset());
            byte[] data = new byte[(int) Math.max(0, Math.min(read.maxBytes(), bytes.length() - read.offset()))];
            bytes.readFully(data);
            boolean isEnd = read.offset() + data.length >= bytes.length();
            return new ToWorker.StreamData(read.streamId(), read.offset(), data, isEnd, null);
        } catch (IOException broken) {
            return new ToWorker.StreamData(read.streamId(), read.offset(), new byte[0], true, broken.getMessage());
        }
    }

    /** Ends the link as a dying server does. */
    void cutLink() throws IOException {
        channel.close();
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the worker did not end with its link");
            }
            try (var files = Files.list(folder)) {
                files.forEach(file -> file.toFile().delete());
            }
            Files.delete(folder);
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }
}
