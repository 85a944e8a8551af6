package org.kaskado.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KaskadoResourceAdapterTest {
    @TempDir
    Path data;

    private final FakeWorkManager workManager = new FakeWorkManager();
    private final FakeEngine engine = new FakeEngine();
    private final KaskadoResourceAdapter adapter = new KaskadoResourceAdapter((values, runtime, events) -> engine);

    @AfterEach
    void stop() {
        adapter.stop();
        workManager.close();
    }

    @Test
    void shouldLeaveNoThreadWhenStopped() throws ResourceException {
        adapter.setSettings("kaskado.media.port=0;kaskado.data=" + data + "; kaskado.loops=3");
        adapter.start(new FakeBootstrapContext(workManager));
        assertThat(kaskadoThreads())
                .contains("kaskado-loop-0", "kaskado-loop-2", "kaskado-workers", "kaskado-events")
                .doesNotContain("kaskado-loop-3");
        adapter.endpointActivation(new FakeBean(), new MediaEventActivation());
        adapter.stop();
        adapter.stop();
        assertThat(kaskadoThreads()).isEmpty();
        assertThat(engine.isClosed).isTrue();
        assertThat(data.resolve("run")).doesNotExist();
    }

    @Test
    void shouldStartAgainAfterStop() throws ResourceException {
        adapter.setSettings("kaskado.media.port=0;kaskado.data=" + data);
        adapter.start(new FakeBootstrapContext(workManager));
        adapter.stop();
        adapter.start(new FakeBootstrapContext(workManager));
        assertThat(adapter.running().engine()).isSameAs(engine);
    }

    @Test
    void shouldShareOneEngineAmongTheInstancesThatAContainerMakes() throws ResourceException {
        KaskadoResourceAdapter second = new KaskadoResourceAdapter((values, runtime, events) -> {
            throw new AssertionError("a second engine was started");
        });
        adapter.setSettings("kaskado.media.port=0;kaskado.data=" + data);
        adapter.start(new FakeBootstrapContext(workManager));
        second.start(new FakeBootstrapContext(workManager));
        assertThat(second.running()).isSameAs(adapter.running());
        adapter.stop();
        assertThat(engine.isClosed).isFalse();
        second.stop();
        assertThat(engine.isClosed).isTrue();
        assertThat(kaskadoThreads()).isEmpty();
    }

    @Test
    void shouldRefuseASecondInstanceWithOtherSettings() throws ResourceException {
        adapter.setSettings("kaskado.media.port=0;kaskado.data=" + data);
        adapter.start(new FakeBootstrapContext(workManager));
        KaskadoResourceAdapter second = new KaskadoResourceAdapter();
        second.setSettings("kaskado.loops=2");
        assertThatThrownBy(() -> second.start(new FakeBootstrapContext(workManager)))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("settings is \"kaskado.loops=2\", but another instance");
    }

    @Test
    void shouldRefuseToStartWithASentenceWhenAValueIsBad() throws Exception {
        Files.writeString(data.resolve("kaskado.properties"), "kaskado.transcoding=sometimes\n");
        adapter.setSettings("kaskado.media.port=0;kaskado.data=" + data + ";kaskado.loops=99");
        assertThatThrownBy(() -> adapter.start(new FakeBootstrapContext(workManager)))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessage("Kaskado cannot start: kaskado.loops is \"99\" (resource adapter property), but must be a"
                        + " whole number, from 0 to 8. kaskado.transcoding is \"sometimes\" (file "
                        + data.resolve("kaskado.properties") + "), but must be one of allow, refuse.");
        assertThat(kaskadoThreads()).isEmpty();
    }

    @Test
    void shouldLeaveNothingRunningWhenTheEngineCannotStart() {
        KaskadoResourceAdapter broken = new KaskadoResourceAdapter((values, runtime, events) -> {
            throw new IllegalStateException("PlayerEndpoint has no operation play");
        });
        broken.setSettings("kaskado.media.port=0;kaskado.data=" + data);
        assertThatThrownBy(() -> broken.start(new FakeBootstrapContext(workManager)))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("PlayerEndpoint has no operation play");
        assertThat(kaskadoThreads()).isEmpty();
    }

    private static Set<String> kaskadoThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kaskado-"))
                .collect(Collectors.toSet());
    }
}
