package org.kaskado.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.WireCodec;
import org.kaskado.processing.WireException;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.graph.Turns;

/**
 * Starts a worker: the argument is the path of the server's UNIX socket, the first line of standard input its one-time
 * secret. Exit status 0 after the end of link or standard input, 2 for wrong use, 70 when the program itself failed.
 */
public final class Main {
    /** Time for recordings to be completed, within the two seconds that are promised. */
    private static final long CLOSE_MS = 1_500;

    private static final long FLUSH_MS = 200;
    private static final int EXIT_USAGE = 2;
    private static final int EXIT_BROKEN = 70;

    private static final AtomicBoolean IS_ENDING = new AtomicBoolean();

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            Runtime.getRuntime().exit(EXIT_USAGE);
            return;
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, broken) -> {
            broken.printStackTrace();
            Runtime.getRuntime().halt(EXIT_BROKEN); // the server replaces us at once
        });
        setUpNatives();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String secret = in.readLine();
        if (secret == null) {
            Runtime.getRuntime().exit(EXIT_USAGE);
            return;
        }
        Ffmpeg.load();
        serve(Path.of(arguments[0]), secret);
    }

    private static void serve(Path socket, String secret) throws IOException {
        Link link = new Link(socket);
        link.send(new FromWorker.Hello(
                WireCodec.PROTOCOL_VERSION, secret, ProcessHandle.current().pid(), Ffmpeg.version()));
        Worker[] holder = new Worker[1];
        Runnable end = () -> Turns.start("end", () -> end(holder[0], link));
        Worker worker = new Worker(link, end);
        holder[0] = worker;
        Turns.start("stdin", () -> awaitEnd(System.in, end));
        try {
            link.read(worker::accept);
        } catch (IOException | WireException broken) {
            System.getLogger(Main.class.getName())
                    .log(System.Logger.Level.ERROR, "the link to the server broke", broken);
        }
        end(worker, link);
    }

    private static void end(Worker worker, Link link) {
        if (IS_ENDING.compareAndSet(false, true)) {
            worker.close(CLOSE_MS);
            link.finish(FLUSH_MS);
            Runtime.getRuntime().halt(0);
        }
        try {
            NEVER.await(); // another thread is ending us
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd(InputStream in, Runnable end) {
        byte[] ignored = new byte[64];
        try {
            while (in.read(ignored) >= 0) {
                // nothing more is expected
            }
        } catch (IOException broken) {
            System.getLogger(Main.class.getName()).log(System.Logger.Level.DEBUG, "standard input broke", broken);
        }
        end.run();
    }

    /**
     * JavaCPP keeps the unpacked natives beside the jars when it may, and must not watch the process's memory: the server
     * limits that.
     */
    private static void setUpNatives() throws IOException {
        setDefault("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        setDefault("org.bytedeco.javacpp.maxBytes", "0");
        Path home = Path.of(Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toAbsolutePath()
                .getParent();
        if (home != null && home.endsWith("lib") && Files.isWritable(home)) {
            setDefault(
                    "org.bytedeco.javacpp.cachedir",
                    home.resolveSibling("natives").toString());
        }
    }

    private static void setDefault(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
