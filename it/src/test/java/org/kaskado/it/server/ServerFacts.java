package org.kaskado.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kaskado.it.media.Command;

/**
 * What a server has in use at one moment.
 *
 * @param kaskadoThreads live threads that Kaskado made
 * @param threads all live threads
 * @param descriptors open files and sockets
 * @param directBytes direct memory of the JVM
 * @param heapBytes heap in use after a collection
 * @param generations class loaders that hold a resource adapter
 * @param workers worker processes
 * @param workerBytes resident memory of the workers
 */
public record ServerFacts(
        long kaskadoThreads,
        long threads,
        long descriptors,
        long directBytes,
        long heapBytes,
        long generations,
        long workers,
        long workerBytes) {
    private static final long PAGE_BYTES = 4096;

    /** Reads them; the heap is collected first. */
    public static ServerFacts of(KaskadoServer server) {
        jcmd(server, "GC.run");
        String threads = jcmd(server, "Thread.print");
        List<ProcessHandle> workers = server.workers();
        return new ServerFacts(
                lines(threads, "\"kaskado-"),
                lines(threads, "\""),
                descriptors(server.serverPid()),
                metric(server, "jvm_direct_bytes"),
                metric(server, "jvm_heap_used_bytes"),
                generations(jcmd(server, "GC.class_histogram")),
                workers.size(),
                workers.stream()
                        .mapToLong(worker -> residentBytes(worker.pid()))
                        .sum());
    }

    /** One number of {@code /kaskado/metrics}, without its prefix. */
    public static long metric(KaskadoServer server, String name) {
        URI uri = server.uri("/kaskado/metrics");
        try {
            String text = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
            Matcher line = Pattern.compile("(?m)^kaskado_" + name + " (\\d+)$").matcher(text);
            if (!line.find()) {
                throw new AssertionError("no metric kaskado_" + name + " in:\n" + text);
            }
            return Long.parseLong(line.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Objects of a class whose loaders differ are on lines of their own. */
    private static long generations(String histogram) {
        return histogram
                .lines()
                .filter(line -> line.matches(".* org\\.kaskado\\.ra\\.MediaServer( \\(.*)?$"))
                .count();
    }

    private static long lines(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).count();
    }

    private static String jcmd(KaskadoServer server, String command) {
        return Command.run(
                List.of(System.getProperty("java.home") + "/bin/jcmd", String.valueOf(server.serverPid()), command));
    }

    private static long descriptors(long pid) {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Zero when the process has just ended. */
    private static long residentBytes(long pid) {
        try {
            String[] pages = Files.readString(Path.of("/proc", String.valueOf(pid), "statm"))
                    .split(" ", -1);
            return Long.parseLong(pages[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return 0;
        }
    }
}
