package org.kaskado.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Port offsets for servers of tests. Test runs of one machine share them: each offset is a lock on a file in the system's
 * temporary folder, held until the run ends, and its ports are tried, since a server of a person may have them.
 */
final class PortOffsets {
    private static final int FIRST = Integer.getInteger("kaskado.it.port-offset", 5000);
    private static final int LAST = 19_900;
    private static final int STEP = 100;
    private static final List<Integer> TCP_PORTS = List.of(8080, 8443, 8888, 9191, 9990, 10_000);

    /** Held until the process ends: a channel that is collected gives its lock back. */
    private static final List<FileLock> HELD = new ArrayList<>();

    private static int nextCandidate = FIRST;

    private PortOffsets() {}

    static synchronized int next() {
        while (nextCandidate <= LAST) {
            int offset = nextCandidate;
            nextCandidate += STEP;
            if (isOurs(offset) && TCP_PORTS.stream().allMatch(port -> isFree(port + offset))) {
                return offset;
            }
        }
        throw new IllegalStateException("no port offset from " + FIRST + " to " + LAST + " is free");
    }

    /** Takes the lock of an offset; the process keeps it. */
    private static boolean isOurs(int offset) {
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "kaskado-it-ports"));
            FileChannel channel = FileChannel.open(
                    folder.resolve(String.valueOf(offset)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return false;
            }
            HELD.add(lock);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
