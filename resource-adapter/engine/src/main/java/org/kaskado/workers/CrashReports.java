package org.kaskado.workers;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reports that the JVM of a crashed worker wrote, such as for a fault inside a codec: named in the log, the newest kept. */
final class CrashReports {
    private static final int KEPT = 5;
    private static final String PREFIX = "crash-";
    private static final Logger LOG = System.getLogger(CrashReports.class.getName());

    private final Path folder;

    CrashReports(Path folder) {
        this.folder = folder;
    }

    /** Where the JVM writes; %p is the process id. */
    static String pattern(Path folder) {
        return folder.resolve(PREFIX + "%p.log").toString();
    }

    /** A worker has ended: names its report when there is one, and removes the oldest ones. */
    void tell(long pid) throws IOException {
        Path report = folder.resolve(PREFIX + pid + ".log");
        if (!Files.exists(report)) {
            return;
        }
        LOG.log(Level.WARNING, "media worker {0} crashed; its report is {1}", Long.toString(pid), report);
        List<Path> reports;
        try (Stream<Path> files = Files.list(folder)) {
            reports = files.filter(file -> file.getFileName().toString().matches(PREFIX + "\\d+\\.log"))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
        }
        for (Path old : reports.subList(Math.min(KEPT, reports.size()), reports.size())) {
            Files.deleteIfExists(old);
        }
    }
}
