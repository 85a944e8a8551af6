package org.kaskado.media.ejb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Catalogues;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.media.Composite;
import org.kaskado.media.HttpGetEndpoint;
import org.kaskado.media.HubPort;
import org.kaskado.media.IceCandidate;
import org.kaskado.media.MediaElement;
import org.kaskado.media.MediaInspector;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.media.MediaProfileSpecType;
import org.kaskado.media.MediaServerException;
import org.kaskado.media.MediaType;
import org.kaskado.media.PlayerEndpoint;
import org.kaskado.media.TrackInfo;
import org.kaskado.media.UriEndpointState;
import org.kaskado.media.WebRtcEndpoint;

class MediaApiOverTheDoorTest {
    private final Catalogue catalogue = Catalogues.load(getClass().getClassLoader());
    private final FakeEngine engine = new FakeEngine();
    private final TestThreads threads = new TestThreads();
    private final MediaEngineClient client = new MediaEngineClient(engine, threads, catalogue);
    private final MediaPipelineFactory factory = client.forOwner("test");

    @AfterEach
    void end() {
        threads.close();
        engine.close();
    }

    @Test
    void shouldCreatePipelinesUnderOneLease() {
        MediaPipeline first = factory.create();
        MediaPipeline second = factory.create();
        assertThat(first).isNotEqualTo(second).hasToString("MediaPipeline[" + first.getId() + "]");
        assertThat(engine.asked(Command.OpenLease.class))
                .containsExactly(new Command.OpenLease("test", Duration.ofSeconds(60)));
        assertThat(engine.asked(Command.Create.class))
                .extracting(Command.Create::leaseId)
                .containsOnly("lease-1");
        assertThat(engine.openTickets).hasValue(0);
    }

    @Test
    void shouldSendWhatABuilderCollected() {
        MediaPipeline pipeline = factory.create();
        PlayerEndpoint player = pipeline.newPlayerEndpoint("file:/a.mp4")
                .useEncodedMedia()
                .withNetworkCache(100)
                .build();
        HttpGetEndpoint get = pipeline.newHttpGetEndpoint()
                .terminateOnEOS()
                .withMediaProfile(MediaProfileSpecType.MP4)
                .build();
        assertThat(player.getId()).startsWith(pipeline.getId() + "/").endsWith("_kurento.PlayerEndpoint");
        assertThat(get).isInstanceOf(HttpGetEndpoint.class);
        assertThat(engine.asked(Command.Create.class).get(1).parameters())
                .isEqualTo(Map.of(
                        "mediaPipeline",
                        pipeline.getId(),
                        "uri",
                        "file:/a.mp4",
                        "useEncodedMedia",
                        true,
                        "networkCache",
                        100L));
        assertThat(engine.asked(Command.Create.class).get(2).parameters())
                .isEqualTo(Map.of("mediaPipeline", pipeline.getId(), "terminateOnEOS", true, "mediaProfile", "MP4"));
    }

    @Test
    void shouldCreateHubPortsByTheirHub() {
        Composite composite = factory.create().newComposite().withWidth(640).build();
        HubPort port = composite.newHubPort().build();
        assertThat(port).isInstanceOf(MediaElement.class);
        assertThat(engine.asked(Command.Create.class).get(2).parameters()).isEqualTo(Map.of("hub", composite.getId()));
    }

    @Test
    void shouldInvokeOperationsAndProperties() {
        PlayerEndpoint player = factory.create().newPlayerEndpoint("a").build();
        engine.answer(
                Command.Invoke.class,
                command -> new Command.Reply(Map.<String, Object>of(
                                "getState",
                                "PAUSE",
                                "getPosition",
                                1_500L,
                                "getVideoInfo",
                                Map.of("isSeekable", true, "duration", 6_000L, "__type__", "VideoInfo"))
                        .get(command.operation())));
        player.play();
        player.setPosition(700);
        assertThat(player.getState()).isEqualTo(UriEndpointState.PAUSE);
        assertThat(player.getPosition()).isEqualTo(1_500);
        assertThat(player.getVideoInfo().duration()).isEqualTo(6_000);
        assertThat(engine.asked(Command.Invoke.class).get(0))
                .isEqualTo(new Command.Invoke(player.getId(), "play", Map.of()));
        assertThat(engine.asked(Command.Invoke.class).get(1).parameters()).isEqualTo(Map.of("position", 700L));
    }

    @Test
    void shouldCarryRegistersBothWays() {
        WebRtcEndpoint endpoint = factory.create().newWebRtcEndpoint().build();
        endpoint.addIceCandidate(new IceCandidate("candidate:1", "0", 0));
        assertThat(engine.asked(Command.Invoke.class).get(0).parameters())
                .isEqualTo(Map.of(
                        "candidate",
                        Map.of(
                                "__module__",
                                "kurento",
                                "__type__",
                                "IceCandidate",
                                "candidate",
                                "candidate:1",
                                "sdpMid",
                                "0",
                                "sdpMLineIndex",
                                0L)));
        MediaInspector inspector = factory.create().newMediaInspector().build();
        engine.answer(
                Command.Invoke.class,
                command -> new Command.Reply(Map.of(
                        "format",
                        "mp4",
                        "durationMs",
                        40L,
                        "tracks",
                        List.of(Map.of("kind", "VIDEO", "codec", "h264", "width", 638L, "height", 362L)))));
        assertThat(inspector.inspect("a.mp4").tracks())
                .containsExactly(new TrackInfo(MediaType.VIDEO, "h264", 638, 362, null, null));
    }

    @Test
    void shouldLinkElementsByCommandAndNamedPadsByOperation() {
        MediaPipeline pipeline = factory.create();
        MediaElement source = pipeline.newPassThrough().build();
        MediaElement sink = pipeline.newPassThrough().build();
        source.connect(sink);
        source.connect(sink, MediaType.VIDEO);
        source.disconnect(sink);
        source.connect(sink, MediaType.VIDEO, "default");
        assertThat(engine.asked(Command.Connect.class))
                .containsExactly(
                        new Command.Connect(source.getId(), sink.getId(), null),
                        new Command.Connect(source.getId(), sink.getId(), "VIDEO"));
        assertThat(engine.asked(Command.Disconnect.class)).hasSize(1);
        assertThat(engine.asked(Command.Invoke.class))
                .singleElement()
                .satisfies(
                        invoke -> assertThat(invoke.parameters()).containsEntry("sourceMediaDescription", "default"));
    }

    @Test
    void shouldTellWhyTheServerRefused() {
        PlayerEndpoint player = factory.create().newPlayerEndpoint("a").build();
        engine.answer(Command.Invoke.class, command -> {
            throw new MediaException(MediaErrorCode.MEDIA_OBJECT_NOT_FOUND, "Object 'x' not found");
        });
        assertThatThrownBy(player::play)
                .isInstanceOfSatisfying(MediaServerException.class, e -> {
                    assertThat(e.getErrorCode()).isEqualTo(40101);
                    assertThat(e.getErrorType()).isEqualTo("MEDIA_OBJECT_NOT_FOUND");
                })
                .hasMessage("Object 'x' not found");
        assertThatThrownBy(() -> player.playAsync().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(MediaServerException.class);
    }

    @Test
    void shouldExplainAStoppedResourceAdapter() {
        engine.isStopped = true;
        assertThatThrownBy(factory::create)
                .isInstanceOf(MediaServerException.class)
                .hasMessageContaining("resource adapter cannot be reached")
                .hasMessageContaining("not started");
        engine.isStopped = false;
        assertThat(factory.create()).isNotNull();
    }

    @Test
    void shouldCompleteStagesOnManagedThreads() {
        CompletableFuture<String> thread = factory.createAsync()
                .thenApply(pipeline -> Thread.currentThread().getName())
                .toCompletableFuture();
        assertThat(thread)
                .succeedsWithin(5, TimeUnit.SECONDS)
                .isIn("managed", Thread.currentThread().getName());
        MediaPipeline pipeline = factory.create();
        CompletableFuture<String> held = new CompletableFuture<>();
        engine.answer(Command.Create.class, command -> {
            held.join();
            return new Command.ObjectRef("p/u_kurento.PassThrough", "PassThrough");
        });
        CompletableFuture<String> later = pipeline.newPassThrough()
                .buildAsync()
                .thenApply(element -> Thread.currentThread().getName())
                .toCompletableFuture();
        held.complete("go");
        assertThat(later).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo("managed");
    }

    @Test
    void shouldRelease() {
        MediaPipeline pipeline = factory.create();
        pipeline.release();
        assertThat(pipeline.releaseAsync().toCompletableFuture()).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(engine.asked(Command.Release.class)).hasSize(2).containsOnly(new Command.Release(pipeline.getId()));
    }

    @Test
    void shouldRenewItsLeaseThreeTimesPerTimeout() {
        factory.create();
        assertThat(threads.scheduled)
                .singleElement()
                .satisfies(one -> assertThat(one.delay()).hasSeconds(20));
        threads.scheduled.remove(0).task().run();
        factory.create();
        assertThat(engine.asked(Command.RenewLease.class)).containsExactly(new Command.RenewLease("lease-1"));
        assertThat(threads.scheduled).hasSize(1);
    }

    @Test
    void shouldOpenANewLeaseWhenTheEngineHasForgottenIt() {
        factory.create();
        engine.answer(Command.Create.class, command -> {
            if (command.leaseId().equals("lease-1")) {
                throw new MediaException(MediaErrorCode.INVALID_SESSION, "Invalid session");
            }
            return new Command.ObjectRef("u9_kurento.MediaPipeline", "MediaPipeline");
        });
        assertThat(factory.create().getId()).isEqualTo("u9_kurento.MediaPipeline");
        assertThat(engine.asked(Command.OpenLease.class)).hasSize(2);
    }

    @Test
    void shouldCloseItsLeaseOnceAndRefuseNewWork() {
        factory.create();
        factory.close();
        factory.close();
        assertThat(engine.asked(Command.CloseLease.class)).containsExactly(new Command.CloseLease("lease-1"));
        assertThat(threads.scheduled).isEmpty();
        assertThatThrownBy(factory::create)
                .isInstanceOf(MediaServerException.class)
                .hasMessageContaining("factory of test is closed");
    }

    @Test
    void shouldExplainEveryMethodOfEveryType() throws ReflectiveOperationException {
        InterfaceTables tables = new InterfaceTables(catalogue, new ValueMapper(catalogue), null, null);
        for (Descriptors.Type type : catalogue.types()) {
            Class<?> face = Class.forName("org.kaskado.media." + type.name());
            for (Method method : face.getMethods()) {
                assertThat(tables.table(face).action(method)).isNotNull();
            }
        }
    }
}
