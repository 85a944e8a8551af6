package org.kaskado.engine;

import static org.kaskado.engine.CommandTable.done;
import static org.kaskado.engine.CommandTable.now;
import static org.kaskado.engine.CommandTable.on;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
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

/**
 * Runs commands on the loop of the pipeline they are for; leases, and the making of pipelines, on the first loop. Nothing
 * is locked: what two threads share is a concurrent map of pipelines and one of tokens.
 */
public final class LoopMediaEngine implements MediaEngine {
    private final EngineParts parts;
    private final MediaLoop control;
    private final HostedPipelines pipelines;
    private final CommandTable commands;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /**
     * Compares classes with the catalogue; starts nothing.
     *
     * @throws IllegalStateException when an element class and its descriptor disagree
     */
    public LoopMediaEngine(EngineSettings settings, Catalogue catalogue, EngineRuntime runtime, EventSink events) {
        this.control = runtime.loops().get(0);
        this.parts = new EngineParts(
                settings,
                new Signatures(catalogue),
                new ElementTypes(catalogue, BuiltInElements.all(runtime.networkElements())),
                runtime.workers(),
                PolicedFiles.of(settings.data(), settings.mediaFolders(), settings.files(), runtime.blockingIo()),
                new MediaTokens(settings.publicUrl()),
                events,
                Clock.systemUTC(),
                Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2)));
        this.pipelines = new HostedPipelines(parts, runtime.loops());
        this.commands = new CommandTable(control);
        registerHandlers();
    }

    @Override
    @SuppressWarnings("unchecked") // each handler answers what its command says
    public <R> CompletionStage<R> execute(Command<R> command) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        if (isClosed.get()) {
            answer.completeExceptionally(
                    new MediaException(MediaErrorCode.NOT_ENOUGH_RESOURCES, "the media engine is stopping"));
        } else {
            commands.run(command, answer);
        }
        return (CompletionStage<R>) answer;
    }

    @Override
    public CompletionStage<Void> close() {
        isClosed.set(true);
        return pipelines.close();
    }

    private void registerHandlers() {
        Leases leases = pipelines.leases();
        commands.onControl(Command.OpenLease.class, command -> now(leases.open(command.owner(), command.timeout())));
        commands.onControl(Command.RenewLease.class, command -> done(() -> leases.renew(command.leaseId())));
        commands.onControl(Command.CloseLease.class, command -> done(() -> leases.close(command.leaseId())));
        commands.onControl(
                Command.ReadSettings.class, command -> now(parts.settings().published()));
        commands.onControl(Command.ReadCounters.class, command -> counters());
        commands.handle(Command.Create.class, this::create);
        onPipeline(Command.Invoke.class, Command.Invoke::objectId, this::invoke);
        onPipeline(Command.Connect.class, Command.Connect::sourceId, this::connect);
        onPipeline(Command.Disconnect.class, Command.Disconnect::sourceId, this::disconnect);
        onPipeline(
                Command.Subscribe.class,
                Command.Subscribe::objectId,
                (hosted, command) -> now(hosted.subscribe(command.objectId(), command.eventType())));
        onPipeline(Command.Describe.class, Command.Describe::objectId, this::describe);
        commands.handle(Command.Unsubscribe.class, this::unsubscribe);
        commands.handle(Command.Release.class, this::release);
        commands.handle(Command.OpenSource.class, (command, answer) -> {
            MediaTokens.Entry entry = parts.tokens().find(command.token());
            on(entry.loop(), answer, () -> now(entry.door().openSource(command.request())));
        });
        commands.handle(Command.OpenSink.class, (command, answer) -> {
            MediaTokens.Entry entry = parts.tokens().find(command.token());
            on(entry.loop(), answer, () -> now(entry.door().openSink(command.request())));
        });
    }

    private CompletionStage<Map<String, Long>> counters() {
        Map<String, Long> counters = new HashMap<>();
        counters.put("pipelines", (long) pipelines.count());
        counters.put("media_objects", pipelines.objectCount());
        counters.put("leases", (long) pipelines.leases().count());
        counters.put("media_urls", (long) parts.tokens().count());
        return parts.workers().counters().thenApply(workers -> {
            counters.putAll(workers);
            return Map.copyOf(counters);
        });
    }

    private void create(Command.Create command, CompletableFuture<Object> answer) {
        Descriptors.Type type = parts.signatures().creatable(command.type());
        if (type.name().equals("MediaPipeline")) {
            on(control, answer, () -> pipelines.create(command.leaseId()));
            return;
        }
        ElementType<?> elementType = parts.types().find(type.name());
        if (elementType == null) {
            throw new MediaException(
                    MediaErrorCode.MEDIA_OBJECT_NOT_AVAILABLE, "Factory '" + command.type() + "' not found");
        }
        Map<String, @Nullable Object> values = parts.signatures().constructorValues(type, command.parameters());
        HostedPipeline hosted = pipelines.of(String.valueOf(values.get("mediaPipeline")));
        on(hosted.loop(), answer, () -> {
            Arguments arguments = parts.signatures().arguments(type.constructor(), values, pipelines::parameterObject);
            MediaObject object = hosted.create(elementType, type.qualifiedName(), arguments);
            return now(new Command.ObjectRef(object.id(), object.type()));
        });
    }

    private CompletionStage<Object> invoke(HostedPipeline hosted, Command.Invoke command) {
        MediaObject target = hosted.object(command.objectId());
        List<Descriptors.Member> parameters = parts.signatures()
                .parameters(parts.signatures().typeOf(target), command.operation(), command.parameters());
        Arguments arguments =
                parts.signatures().arguments(parameters, command.parameters(), pipelines::parameterObject);
        return Invocation.of(parts.types(), target, command.operation(), arguments)
                .thenApply(Command.Reply::new);
    }

    private CompletionStage<Object> connect(HostedPipeline hosted, Command.Connect command) {
        return done(() -> hosted.pipeline()
                .links()
                .connect(
                        Invocation.element(hosted.object(command.sourceId())),
                        Invocation.element(pipelines.parameterObject(command.sinkId())),
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
        HostedPipeline hosted = pipelines.find(command.objectId());
        if (hosted == null) {
            answer.complete(null);
            return;
        }
        on(hosted.loop(), answer, () -> done(() -> hosted.unsubscribe(command.subscriptionId())));
    }

    private void release(Command.Release command, CompletableFuture<Object> answer) {
        HostedPipeline hosted = pipelines.find(command.objectId());
        if (hosted == null) {
            answer.complete(null);
            return;
        }
        on(hosted.loop(), answer, () -> {
            MediaObject object = hosted.objectOrNull(command.objectId());
            return object == null ? done(() -> {}) : hosted.release(object, "released by its holder");
        });
    }

    private <C extends Command<?>> void onPipeline(
            Class<C> type, Function<C, String> objectId, BiFunction<HostedPipeline, C, CompletionStage<Object>> work) {
        commands.handle(type, (command, answer) -> {
            HostedPipeline hosted = pipelines.of(objectId.apply(command));
            on(hosted.loop(), answer, () -> work.apply(hosted, command));
        });
    }
}
