package org.kaskado.it.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.it.Compiled;

/** Each rule fails on an example that breaks it. */
final class RulesBiteTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    1 each room  | org.kaskado.nowhere  | class Bad {}
                    3 pure packages refer | org.kaskado.rtp | class Bad { java.net.DatagramSocket socket; }
                    3 pure packages refer | org.kaskado.rpc | class Bad { jakarta.servlet.ServletRequest request; }
                    3 pure packages refer | org.kaskado.rtp | class Bad { jakarta.json.JsonObject json; }
                    3 pure packages call  | org.kaskado.ice | class Bad { long now() { return System.nanoTime(); } }
                    4 jakarta.resource    | org.kaskado.engine | class Bad { jakarta.resource.spi.XATerminator it; }
                    4 servlet             | org.kaskado.engine | class Bad { jakarta.servlet.ServletRequest it; }
                    4 websocket           | org.kaskado.signalling | class Bad { jakarta.websocket.Session it; }
                    4 EJB                 | org.kaskado.web | @jakarta.ejb.Stateless class Bad {}
                    4 JPA                 | org.kaskado.web | @jakarta.persistence.Entity class Bad {}
                    5 no lock             | org.kaskado.engine | class Bad { java.util.concurrent.locks.ReentrantLock it; }
                    5 no volatile         | org.kaskado.engine | class Bad { volatile int it; }
                    5 no synchronized     | org.kaskado.engine | class Bad { synchronized void it() {} }
                    6 threads             | org.kaskado.engine | class Bad { Object it() { return new Thread(); } }
                    6 threads             | org.kaskado.workers | class Bad { Object it() { return java.util.concurrent.Executors.newCachedThreadPool(); } }
                    6 nothing pins        | org.kaskado.engine | class Bad { ThreadLocal<String> it; }
                    6 nothing pins        | org.kaskado.engine | class Bad { Object it(Process p) { return p.onExit(); } }
                    6 nothing pins        | org.kaskado.engine | class Bad { Object it() { return java.util.concurrent.CompletableFuture.runAsync(() -> {}); } }
                    6 nothing pins        | org.kaskado.engine | class Bad { Object it(java.util.concurrent.CompletableFuture<String> f) { return f.orTimeout(1, java.util.concurrent.TimeUnit.SECONDS); } }
                    6 nothing pins        | org.kaskado.web | class Bad { Object it(java.util.concurrent.CompletableFuture<String> f) { return f.completeOnTimeout("", 1, java.util.concurrent.TimeUnit.SECONDS); } }
                    6 nothing pins        | org.kaskado.ra | class Bad { Object it() { return java.util.concurrent.CompletableFuture.delayedExecutor(1, java.util.concurrent.TimeUnit.SECONDS); } }
                    7 api jars            | org.kaskado.content | public class Bad { int state; public void act() { state++; } }
                    no System.out         | org.kaskado.engine | class Bad { void it() { System.out.println(); } }
                    """)
    void shouldFailOnABadExample(String rule, String packageName, String source, @TempDir Path folder)
            throws IOException {
        ArchRule broken = Rules.all().entrySet().stream()
                .filter(each -> each.getKey().startsWith(rule))
                .findFirst()
                .orElseThrow()
                .getValue();
        Path classes = Compiled.source(folder, packageName, source);
        assertThatThrownBy(() -> broken.check(new ClassFileImporter().importPath(classes)))
                .isInstanceOf(AssertionError.class);
    }
}
