package org.kaskado.workers;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The jars of the worker program: in the folder that {@code kaskado.worker.home} names, else unpacked once per version from
 * the resource {@code META-INF/kaskado/worker.zip} to {@code <data>/worker/<version>}, after a check of its SHA-256.
 */
public final class WorkerBundle implements WorkerProgram.Source {
    private static final String ZIP = "META-INF/kaskado/worker.zip";
    private static final String CHECKSUM = "META-INF/kaskado/worker.sha256";
    private static final String MAIN_CLASS = "org.kaskado.worker.Main";
    private static final String COMPLETE = "complete";
    private static final int NAME_DIGITS = 16;
    private static final Logger LOG = System.getLogger(WorkerBundle.class.getName());

    private final @Nullable Path home;
    private final Path folder;
    private final ClassLoader classLoader;

    /**
     * @param home an unpacked bundle, or null
     * @param folder {@code <data>/worker}
     * @param classLoader sees the resource
     */
    public WorkerBundle(@Nullable Path home, Path folder, ClassLoader classLoader) {
        this.home = home;
        this.folder = folder;
        this.classLoader = classLoader;
    }

    @Override
    public synchronized WorkerProgram locate() throws IOException {
        Path unpacked = home == null ? unpacked() : home;
        Path lib = unpacked.resolve("lib");
        if (!hasJars(lib)) {
            throw new FileNotFoundException("the worker bundle is missing: " + lib
                    + " holds no jar; kaskado.worker.home" + " must name a folder with the worker's jars in lib");
        }
        Path natives = folder.resolve("natives");
        Files.createDirectories(natives);
        return new WorkerProgram(lib + "/*", MAIN_CLASS, natives);
    }

    private static boolean hasJars(Path lib) throws IOException {
        if (!Files.isDirectory(lib)) {
            return false;
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.anyMatch(file -> file.toString().endsWith(".jar"));
        }
    }

    private Path unpacked() throws IOException {
        URL zip = classLoader.getResource(ZIP);
        URL checksum = classLoader.getResource(CHECKSUM);
        if (zip == null || checksum == null) {
            throw new FileNotFoundException("the worker bundle is missing: no " + (zip == null ? ZIP : CHECKSUM)
                    + " on the class path; put the worker bundle jar into ear/lib, or set kaskado.worker.home");
        }
        String expected = readChecksum(checksum);
        Path target = folder.resolve(expected.substring(0, NAME_DIGITS));
        if (isComplete(target, expected)) {
            return target;
        }
        long startNs = System.nanoTime();
        Files.createDirectories(folder);
        Path making = Files.createTempDirectory(folder, "making-");
        try {
            Path copy = making.resolve("worker.zip");
            copyChecked(zip, copy, expected);
            unzip(copy, making.resolve("lib-parent"));
            Files.delete(copy);
            finish(making.resolve("lib-parent"), target, expected);
        } finally {
            FolderTrees.delete(making);
        }
        removeOthers(target);
        LOG.log(
                Level.INFO,
                "worker bundle unpacked to {0} in {1} ms",
                target,
                (System.nanoTime() - startNs) / 1_000_000);
        return target;
    }

    private static boolean isComplete(Path target, String expected) throws IOException {
        Path marker = target.resolve(COMPLETE);
        return Files.isRegularFile(marker) && Files.readString(marker).strip().equals(expected);
    }

    private static String readChecksum(URL resource) throws IOException {
        try (InputStream in = open(resource)) {
            String text = new String(in.readNBytes(1024), StandardCharsets.US_ASCII).strip();
            String digits = text.split("\\s")[0].toLowerCase(Locale.ROOT);
            if (!digits.matches("[0-9a-f]{64}")) {
                throw new IOException(CHECKSUM + " holds no SHA-256: " + text);
            }
            return digits;
        }
    }

    private static void copyChecked(URL zip, Path copy, String expected) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(open(zip), sha256)) {
            Files.copy(in, copy);
        }
        String actual = HexFormat.of().formatHex(sha256.digest());
        if (!actual.equals(expected)) {
            throw new IOException("the worker bundle is damaged: its SHA-256 is " + actual + ", expected " + expected
                    + "; build or download Kaskado again");
        }
    }

    /** Without URL caches: a cached connection would keep the jar of a redeployed EAR open. */
    private static InputStream open(URL resource) throws IOException {
        var connection = resource.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    private static void unzip(Path zip, Path target) throws IOException {
        Files.createDirectories(target);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the worker bundle names a file outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
                    Files.copy(in, file);
                }
            }
        }
    }

    private static void finish(Path made, Path target, String checksum) throws IOException {
        Files.writeString(made.resolve(COMPLETE), checksum);
        FolderTrees.delete(target);
        Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Bundles of former versions and what broken attempts left. */
    private void removeOthers(Path target) throws IOException {
        List<Path> others;
        try (Stream<Path> files = Files.list(folder)) {
            others = files.filter(Files::isDirectory)
                    .filter(file -> !file.equals(target))
                    .filter(file -> file.getFileName().toString().matches("[0-9a-f]{16}|making-.*|natives"))
                    .toList();
        }
        for (Path other : others) {
            FolderTrees.delete(other);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
