package org.kaskado.workers;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.WireCodec;
import org.kaskado.runtime.SelectorLoop;

/**
 * The UNIX socket where workers knock. Who does not prove a secret that was given to a worker, once, is sent away. Lives
 * on the workers' loop.
 */
final class WorkerDoor {
    /** A UNIX socket's path has room for 108 bytes on Linux and 104 elsewhere. */
    static final int MAX_PATH_BYTES = 100;

    private static final long HELLO_LIMIT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int MAX_STRANGERS = 32;
    private static final int READ_BYTES = 256 * 1024;
    private static final Logger LOG = System.getLogger(WorkerDoor.class.getName());

    private final SelectorLoop loop;
    private final Path path;
    private final ServerSocketChannel server;
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);
    private final Map<String, Guest> expected = new HashMap<>();
    private int strangers;

    /** Who is expected. */
    interface Guest {
        /** The one with the right secret came. */
        void onHello(FromWorker.Hello hello, WorkerLink link);
    }

    private WorkerDoor(SelectorLoop loop, Path path, ServerSocketChannel server) {
        this.loop = loop;
        this.path = path;
        this.server = server;
    }

    /** Binds the socket; call {@link #open} on the loop afterwards. */
    static WorkerDoor bind(SelectorLoop loop, Path path) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            server.configureBlocking(false);
        } catch (IOException e) {
            server.close();
            throw new IOException("the socket for media workers cannot be bound at " + path + ": " + e.getMessage(), e);
        }
        return new WorkerDoor(loop, path, server);
    }

    void open() throws IOException {
        loop.register(server, SelectionKey.OP_ACCEPT, key -> accept());
    }

    void expect(String secret, Guest guest) {
        expected.put(secret, guest);
    }

    void forget(String secret) {
        expected.remove(secret);
    }

    void close() {
        expected.clear();
        try {
            server.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "closing the socket of the media workers failed", e);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            if (strangers >= MAX_STRANGERS) {
                channel.close();
                return;
            }
            new Stranger(channel).open();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a media worker could not be let in", e);
        }
    }

    /** Somebody who has not said Hello yet. */
    private final class Stranger implements WorkerLink.Listener {
        private final WorkerLink link;
        private boolean isKnown;

        Stranger(SocketChannel channel) {
            link = new WorkerLink(loop, channel, readBuffer, this);
        }

        void open() throws IOException {
            strangers++;
            link.open();
            loop.at(loop.nowNs() + HELLO_LIMIT_NS, () -> sendAway("said nothing for five seconds"));
        }

        @Override
        public void onMessage(FromWorker message) {
            if (!(message instanceof FromWorker.Hello hello)) {
                sendAway("did not begin with Hello");
                return;
            }
            Guest guest = expected.remove(hello.secret());
            if (guest == null) {
                sendAway("has a wrong secret");
            } else if (hello.protocolVersion() != WireCodec.PROTOCOL_VERSION) {
                sendAway("speaks version " + hello.protocolVersion() + " of the worker protocol, expected "
                        + WireCodec.PROTOCOL_VERSION + "; is kaskado.worker.home of another version?");
            } else {
                leave();
                guest.onHello(hello, link);
            }
        }

        @Override
        public void onBroken(String reason) {
            leave();
        }

        private void sendAway(String why) {
            if (!isKnown) {
                LOG.log(Level.WARNING, "a process at the socket of the media workers {0}; it was sent away", why);
                leave();
                link.close();
            }
        }

        private void leave() {
            if (!isKnown) {
                isKnown = true;
                strangers--;
            }
        }
    }
}
