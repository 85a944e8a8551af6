package org.kaskado.media.ejb;

import jakarta.resource.ResourceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.naming.Reference;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaConnection;
import org.kaskado.connector.MediaConnectionFactory;

/** An engine that answers from a table, on a thread called "media", and remembers what it was asked. */
final class FakeEngine implements MediaConnectionFactory, AutoCloseable {
    private static final long serialVersionUID = 1L;

    final List<Command<?>> asked = new CopyOnWriteArrayList<>();
    final AtomicInteger openTickets = new AtomicInteger();
    boolean isStopped;

    private final ExecutorService media = Executors.newSingleThreadExecutor(task -> new Thread(task, "media"));
    private final Map<Class<?>, Function<Command<?>, Object>> answers = new LinkedHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();

    FakeEngine() {
        answer(Command.ReadSettings.class, command -> Map.of("kaskado.lease.timeout", "60s"));
        answer(Command.OpenLease.class, command -> "lease-" + ids.incrementAndGet());
        answer(Command.Create.class, this::create);
        answer(Command.Invoke.class, command -> new Command.Reply(null));
        answer(Command.Subscribe.class, command -> "subscription-" + ids.incrementAndGet());
    }

    @SuppressWarnings("unchecked")
    <C extends Command<?>> FakeEngine answer(Class<C> kind, Function<C, Object> answer) {
        answers.put(kind, (Function<Command<?>, Object>) answer);
        return this;
    }

    private Command.ObjectRef create(Command.Create command) {
        Object pipeline = command.parameters().get("mediaPipeline");
        String prefix = pipeline == null ? "" : pipeline + "/";
        return new Command.ObjectRef(
                prefix + "u" + ids.incrementAndGet() + "_kurento." + command.type(), command.type());
    }

    <C> List<C> asked(Class<C> kind) {
        return asked.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public MediaConnection getConnection() throws ResourceException {
        if (isStopped) {
            throw new ResourceException("not started");
        }
        openTickets.incrementAndGet();
        return new Ticket();
    }

    private final class Ticket implements MediaConnection {
        @Override
        @SuppressWarnings("unchecked")
        public <R> CompletionStage<R> execute(Command<R> command) {
            asked.add(command);
            CompletableFuture<R> reply = new CompletableFuture<>();
            media.execute(() -> {
                try {
                    Function<Command<?>, Object> answer = answers.get(command.getClass());
                    reply.complete(answer == null ? null : (R) answer.apply(command));
                } catch (RuntimeException e) {
                    reply.completeExceptionally(e);
                }
            });
            return reply;
        }

        @Override
        public void close() {
            openTickets.decrementAndGet();
        }
    }

    @Override
    public void setReference(Reference reference) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Reference getReference() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        media.shutdownNow();
    }
}
