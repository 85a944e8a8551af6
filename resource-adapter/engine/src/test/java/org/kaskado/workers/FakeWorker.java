package org.kaskado.workers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.ToWorker;
import org.kaskado.processing.WireCodec;
import org.kaskado.processing.WireDecoder;
import org.kaskado.processing.WireException;

/**
 * A worker process without media, for tests of the pool. Commands to its nodes: {@code echo} answers its arguments,
 * {@code where} its working folder and environment, {@code flood} sends {@code count} chunks of 64 KiB, {@code die} ends
 * the process at once.
 */
public final class FakeWorker {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final SocketChannel channel;

    private FakeWorker(SocketChannel channel) {
        this.channel = channel;
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String secret = stdin.readLine();
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(arguments[0])))) {
            Thread watch = new Thread(() -> haltAtEnd(stdin), "stdin");
            watch.setDaemon(true);
            watch.start();
            FakeWorker worker = new FakeWorker(channel);
            worker.send(new FromWorker.Hello(
                    WireCodec.PROTOCOL_VERSION, secret, ProcessHandle.current().pid(), "none"));
            worker.serve();
        }
    }

    private static void haltAtEnd(BufferedReader stdin) {
        try {
            while (stdin.readLine() != null) {
                // the server says no more
            }
        } catch (IOException e) {
            // the same as its end
        }
        Runtime.getRuntime().halt(0);
    }

    private void serve() throws IOException, WireException {
        WireDecoder<ToWorker> decoder = WireCodec.toWorkerDecoder();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
        while (channel.read(buffer.clear()) >= 0) {
            decoder.feed(buffer.flip(), this::handle);
        }
    }

    private void handle(ToWorker message) {
        if (message instanceof ToWorker.Shutdown) {
            Runtime.getRuntime().halt(0);
        } else if (message instanceof ToWorker.CloseGraph close) {
            send(new FromWorker.GraphClosed(close.graphId()));
        } else if (message instanceof ToWorker.NodeCommand command) {
            run(command);
        }
    }

    private void run(ToWorker.NodeCommand command) {
        switch (command.verb()) {
            case "die" -> Runtime.getRuntime().halt(9);
            case "where" -> answer(command, System.getProperty("user.dir") + " " + System.getenv());
            case "flood" -> {
                long count = (Long) command.arguments().get("count");
                long stream = (Long) command.arguments().get("stream");
                for (long i = 0; i < count; i++) {
                    send(new FromWorker.ContainerBytes(
                            stream, FromWorker.ChunkKind.FRAGMENT, false, i, new byte[CHUNK_BYTES]));
                }
                answer(command, "flooded");
            }
            default -> answer(command, command.arguments());
        }
    }

    private void answer(ToWorker.NodeCommand command, Object value) {
        send(new FromWorker.Result(command.requestId(), value, null, null));
    }

    private void send(FromWorker message) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(WireCodec.encode(message));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
