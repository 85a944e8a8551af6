package org.kaskado.workers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running worker process and its folder. Safe for any thread. */
final class WorkerProcess {
    private static final int SHOWN_OUTPUT_BYTES = 2000;

    /** Codecs may print for each damaged frame; more than this is thrown away. */
    private static final long MAX_OUTPUT_BYTES = 1 << 20;

    private final Process process;
    private final Path folder;

    WorkerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How it ended, in words. */
    String ending() {
        return process.isAlive() ? "still runs" : "ended with status " + process.exitValue();
    }

    /** The end of what it printed, for messages about failed starts. May block for a short file read. */
    String lastOutput() {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("output").toFile(), "r")) {
            long length = file.length();
            file.seek(Math.max(0, length - SHOWN_OUTPUT_BYTES));
            byte[] bytes = new byte[(int) (length - file.getFilePointer())];
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? "it printed nothing" : "it printed: " + text;
        } catch (IOException e) {
            return "its output cannot be read: " + e.getMessage();
        }
    }

    /** Empties its output when that has grown too large; it is written in append mode. */
    void trimOutput() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("output").toFile(), "rw")) {
            if (file.length() > MAX_OUTPUT_BYTES) {
                file.setLength(0);
            }
        }
    }

    void kill() {
        process.destroyForcibly();
    }

    /** Waits for its end and kills it when that takes longer. Blocks. */
    void awaitEnd(long nanos) {
        boolean hasEnded = false;
        try {
            hasEnded = process.waitFor(nanos, TimeUnit.NANOSECONDS);
            if (!hasEnded) {
                process.destroyForcibly();
                hasEnded = process.waitFor(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (!hasEnded) {
            System.getLogger(WorkerProcess.class.getName())
                    .log(System.Logger.Level.WARNING, "media worker {0} did not end", Long.toString(pid()));
        }
    }

    /** Closes the pipe to it and removes its folder. Call when it has ended. May block. */
    void tidy() throws IOException {
        try {
            process.getOutputStream().close();
        } finally {
            FolderTrees.delete(folder);
        }
    }
}
