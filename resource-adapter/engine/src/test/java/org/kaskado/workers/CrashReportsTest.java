package org.kaskado.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashReportsTest {
    @TempDir
    Path folder;

    @Test
    void shouldKeepTheNewestFiveReportsAndOtherFiles() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        for (int pid = 1; pid <= 8; pid++) {
            Path report = Files.writeString(folder.resolve("crash-" + pid + ".log"), "report");
            Files.setLastModifiedTime(report, FileTime.fromMillis(1000L * pid));
        }
        new CrashReports(folder).tell(8);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "notes.txt", "crash-4.log", "crash-5.log", "crash-6.log", "crash-7.log", "crash-8.log");
    }
}
