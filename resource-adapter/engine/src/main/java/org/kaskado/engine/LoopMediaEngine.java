package org.kaskado.engine;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.Descriptors;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.engine.uri.PolicedFiles;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.MediaObject;
import org.kaskado.pipeline.PipelineLinks;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.workers.WorkerPool;

/**
 * Runs commands on the loop of the pipeline they are for; leases, and the making of pipelines, on the first loop. Nothing
 * is locked: what two threads share is a concurrent map of pipelines and one of tokens.
 */
public final class LoopMediaEngine implements MediaEngine {
    private static final System.Logger LOG = System.getLogger("org.kaskado.engine");

    private final EngineParts parts;
    private final List<MediaLoop> loops;
    private final MediaLoop control;
    private final Leases leases;
    private final Map<String, HostedPipeline> pipelines = new ConcurrentHashMap<>();
    private final Map<Class<?>, Handler> handlers = new HashMap<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private int nextLoop; // the control loop

    /** Runs one command; the answer may come later, on a media thread. */
    private interface Handler {
        void run(Command<?> command, CompletableFuture<Object> answer);
    }

    /** Does the work of one command on the right loop. */
    private interface Work<C> {
        CompletionStage<? extends @Nullable Object> of(C command);
    }

    /**
     * Compares classes with the catalogue; starts nothing.
     *
     * @param loops at least one; pipelines are spread over them
     * @param blockingIo runs file and network reads that block; may refuse when it is full
     * @throws IllegalStateException when an element class and its descriptor disagree
     */
    public LoopMediaEngine(
            EngineSettings settings,
            Catalogue catalogue,
            List<MediaLoop> loops,
            WorkerPool workers,
            Executor blockingIo,
            EventSink events) {
        this.loops = List.copyOf(loops);
        this.control = loops.get(0);
        this.parts = new EngineParts(
                settings,
                new Signatures(catalogue),
                new ElementTypes(catalogue, BuiltInElements.ALL),
                workers,
                PolicedFiles.of(
                        settings.data(),
                        settings.mediaFolders(),
                        settings.isLocal(),
                        settings.diskFloorBytes(),
                        blockingIo),
                new MediaTokens(settings.publicUrl()),
                events,
                Clock.systemUTC(),
                Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2)));
        this.leases = new Leases(control, settings.leaseTimeoutMax(), this::releaseLapsed);
        registerHandlers();
    }

    @Override
    @SuppressWarnings("unchecked") // each handler answers what its command says
    public <R> CompletionStage<R> execute(Command<R> command) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        Handler handler = handlers.get(command.getClass());
        if (handler == null) {
            answer.completeExceptionally(new MediaException(
                    MediaErrorCode.NOT_IMPLEMENTED,
                    "command " + command.getClass().getSimpleName()));
        } else if (isClosed.get()) {
            answer.completeExceptionally(
                    new MediaException(MediaErrorCode.NOT_ENOUGH_RESOURCES, "the media engine is stopping"));
        } else {
            handler.run(command, answer);
        }
        return (CompletionStage<R>) answer;
    }

    @Override
    public CompletionStage<Void> close() {
        isClosed.set(true);
        return CompletableFuture.allOf(pipelines.values().stream()
                .map(hosted -> {
                    CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
                    hosted.loop()
                            .execute(() -> hosted.release(hosted.pipeline(), "the media engine is stopping")
                                    .whenComplete((done, failure) -> closed.complete(null)));
                    return closed;
                })
                .toArray(CompletableFuture<?>[]::new));
    }

    private void registerHandlers() {
        onControl(Command.OpenLease.class, command -> now(leases.open(command.owner(), command.timeout())));
        onControl(Command.RenewLease.class, command -> done(() -> leases.renew(command.leaseId())));
        onControl(Command.CloseLease.class, command -> done(() -> leases.close(command.leaseId())));
        onControl(Command.ReadSettings.class, command -> now(parts.settings().published()));
        onControl(Command.ReadCounters.class, command -> counters());
        handle(Command.Create.class, this::create);
        onPipeline(Command.Invoke.class, Command.Invoke::objectId, this::invoke);
        onPipeline(Command.Connect.class, Command.Connect::sourceId, this::connect);
        onPipeline(Command.Disconnect.class, Command.Disconnect::sourceId, this::disconnect);
        onPipeline(
                Command.Subscribe.class,
                Command.Subscribe::objectId,
                (hosted, command) -> now(hosted.subscribe(command.objectId(), command.eventType())));
        onPipeline(Command.Describe.class, Command.Describe::objectId, this::describe);
        handle(Command.Unsubscribe.class, this::unsubscribe);
        handle(Command.Release.class, this::release);
        handle(Command.OpenSource.class, (command, answer) -> {
            MediaTokens.Entry entry = parts.tokens().find(command.token());
            on(entry.loop(), answer, () -> now(entry.door().openSource(command.request())));
        });
        handle(Command.OpenSink.class, (command, answer) -> {
            MediaTokens.Entry entry = parts.tokens().find(command.token());
            on(entry.loop(), answer, () -> now(entry.door().openSink(command.request())));
        });
    }

    private CompletionStage<Map<String, Long>> counters() {
        Map<String, Long> counters = new HashMap<>();
        counters.put("pipelines", (long) pipelines.size());
        counters.put(
                "media_objects",
                pipelines.values().stream()
                        .mapToLong(HostedPipeline::objectCount)
                        .sum());
        counters.put("leases", (long) leases.count());
        counters.put("media_urls", (long) parts.tokens().count());
        return parts.workers().counters().thenApply(workers -> {
            counters.putAll(workers);
            return Map.copyOf(counters);
        });
    }

    private void create(Command.Create command, CompletableFuture<Object> answer) {
        Descriptors.Type type = parts.signatures().creatable(command.type());
        if (type.name().equals("MediaPipeline")) {
            on(control, answer, () -> createPipeline(command.leaseId()));
            return;
        }
        ElementType<?> elementType = parts.types().find(type.name());
        if (elementType == null) {
            throw new MediaException(
                    MediaErrorCode.MEDIA_OBJECT_NOT_AVAILABLE, "Factory '" + command.type() + "' not found");
        }
        Map<String, @Nullable Object> values = parts.signatures().constructorValues(type, command.parameters());
        HostedPipeline hosted = hosted(String.valueOf(values.get("mediaPipeline")));
        on(hosted.loop(), answer, () -> {
            Arguments arguments = parts.signatures().arguments(type.constructor(), values, this::parameterObject);
            MediaObject object = hosted.create(elementType, type.qualifiedName(), arguments);
            return now(new Command.ObjectRef(object.id(), object.type()));
        });
    }

    private CompletionStage<Object> createPipeline(String leaseId) {
        if (pipelines.size() >= parts.settings().pipelinesMax()) {
            throw new MediaException(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES,
                    "there are " + pipelines.size() + " pipelines, as many as kaskado.pipelines.max allows");
        }
        MediaLoop loop = loops.get(nextLoop++ % loops.size());
        String id = UUID.randomUUID() + "_kurento.MediaPipeline";
        leases.hold(leaseId, id, loop);
        CompletableFuture<Object> made = new CompletableFuture<>();
        loop.execute(() -> {
            pipelines.put(id, new HostedPipeline(parts, id, loop, this::pipelineReleased));
            made.complete(new Command.ObjectRef(id, "MediaPipeline"));
        });
        return made;
    }

    private void pipelineReleased(HostedPipeline hosted, String cause) {
        pipelines.remove(hosted.id());
        control.execute(() -> leases.forget(hosted.id()));
    }

    private void releaseLapsed(String pipelineId, MediaLoop loop) {
        loop.execute(() -> {
            HostedPipeline hosted = pipelines.get(pipelineId);
            if (hosted != null) {
                hosted.release(hosted.pipeline(), "its lease ended");
            }
        });
    }

    private CompletionStage<Object> invoke(HostedPipeline hosted, Command.Invoke command) {
        MediaObject target = hosted.object(command.objectId());
        List<Descriptors.Member> parameters = parts.signatures()
                .parameters(parts.signatures().typeOf(target), command.operation(), command.parameters());
        Arguments arguments = parts.signatures().arguments(parameters, command.parameters(), this::parameterObject);
        return Invocation.of(parts.types(), target, command.operation(), arguments)
                .thenApply(Command.Reply::new);
    }

    private CompletionStage<Object> connect(HostedPipeline hosted, Command.Connect command) {
        return done(() -> hosted.pipeline()
                .links()
                .connect(
                        Invocation.element(hosted.object(command.sourceId())),
                        Invocation.element(parameterObject(command.sinkId())),
                        Invocation.medium(command.medium()),
                        PipelineLinks.Descriptions.DEFAULT));
    }

    private CompletionStage<Object> disconnect(HostedPipeline hosted, Command.Disconnect command) {
        Element source = Invocation.element(hosted.object(command.sourceId()));
        MediaObject sink = hosted.objectOrNull(command.sinkId());
        return done(() -> {
            if (sink instanceof Element element) {
                hosted.pipeline()
                        .links()
                        .disconnect(
                                source,
                                element,
                                Invocation.medium(command.medium()),
                                PipelineLinks.Descriptions.DEFAULT);
            }
        });
    }

    private CompletionStage<Object> describe(HostedPipeline hosted, Command.Describe command) {
        MediaObject object = hosted.object(command.objectId());
        Descriptors.Type type = parts.signatures().typeOf(object);
        return now(new Command.ObjectDescription(
                object.id(),
                type.name(),
                type.qualifiedName(),
                parts.signatures().hierarchy(type)));
    }

    private void unsubscribe(Command.Unsubscribe command, CompletableFuture<Object> answer) {
        HostedPipeline hosted = pipelines.get(pipelineIdOf(command.objectId()));
        if (hosted == null) {
            answer.complete(null);
            return;
        }
        on(hosted.loop(), answer, () -> done(() -> hosted.unsubscribe(command.subscriptionId())));
    }

    private void release(Command.Release command, CompletableFuture<Object> answer) {
        HostedPipeline hosted = pipelines.get(pipelineIdOf(command.objectId()));
        if (hosted == null) {
            answer.complete(null);
            return;
        }
        on(hosted.loop(), answer, () -> {
            MediaObject object = hosted.objectOrNull(command.objectId());
            return object == null ? done(() -> {}) : hosted.release(object, "released by its holder");
        });
    }

    /** An object that a parameter names, which may belong to another pipeline: then only its identity may be looked at. */
    private MediaObject parameterObject(String id) {
        return hosted(id).object(id);
    }

    private HostedPipeline hosted(String objectId) {
        HostedPipeline hosted = pipelines.get(pipelineIdOf(objectId));
        if (hosted == null) {
            throw HostedPipeline.notFound(objectId);
        }
        return hosted;
    }

    private static String pipelineIdOf(String objectId) {
        int end = objectId.indexOf('/');
        return end < 0 ? objectId : objectId.substring(0, end);
    }

    private <C extends Command<?>> void handle(
            Class<C> type, java.util.function.BiConsumer<C, CompletableFuture<Object>> handler) {
        handlers.put(type, (command, answer) -> {
            try {
                handler.accept(type.cast(command), answer);
            } catch (MediaException e) {
                control.execute(() -> answer.completeExceptionally(e));
            }
        });
    }

    private <C extends Command<?>> void onControl(Class<C> type, Work<C> work) {
        handle(type, (command, answer) -> on(control, answer, () -> work.of(command)));
    }

    private <C extends Command<?>> void onPipeline(
            Class<C> type,
            java.util.function.Function<C, String> objectId,
            java.util.function.BiFunction<HostedPipeline, C, CompletionStage<Object>> work) {
        handle(type, (command, answer) -> {
            HostedPipeline hosted = hosted(objectId.apply(command));
            on(hosted.loop(), answer, () -> work.apply(hosted, command));
        });
    }

    private static void on(
            MediaLoop loop,
            CompletableFuture<Object> answer,
            java.util.function.Supplier<CompletionStage<? extends @Nullable Object>> work) {
        loop.execute(() -> {
            try {
                work.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        answer.complete(value);
                    } else {
                        answer.completeExceptionally(refusal(failure));
                    }
                });
            } catch (RuntimeException e) {
                answer.completeExceptionally(refusal(e));
            }
        });
    }

    private static MediaException refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof MediaException refusal) {
            return refusal;
        }
        LOG.log(System.Logger.Level.ERROR, "a command failed unexpectedly", cause);
        return new MediaException(MediaErrorCode.UNEXPECTED_ERROR, "the engine failed: " + cause, cause);
    }

    private static CompletionStage<Object> now(Object value) {
        return CompletableFuture.completedFuture(value);
    }

    private static CompletionStage<Object> done(Runnable action) {
        action.run();
        return CompletableFuture.completedFuture(null);
    }
}
