package org.kaskado.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kaskado.it.server.KaskadoServer;
import org.kaskado.it.server.SharedServer;

/** One test per file of {@code it/browser}; {@code -Dkaskado.it.browser=firefox} runs them in Firefox. */
@ExtendWith(SharedServer.class)
final class BrowserIT {
    @TestFactory
    Stream<DynamicTest> shouldPassEachPageTest(KaskadoServer server) throws IOException {
        try (Stream<Path> files = Files.list(PageTests.folder())) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".mjs"))
                    .filter(file -> !file.endsWith("harness.mjs") && !file.endsWith("token.mjs")) // GuardedServerIT's
                    .sorted()
                    .toList();
            return scripts.stream()
                    .map(script -> DynamicTest.dynamicTest(
                            script.getFileName().toString(), () -> PageTests.run(script, server)));
        }
    }
}
