package org.kaskado.pipeline;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be called on objects of one class: operations, and properties as {@code getX} / {@code setX}. Immutable; one
 * per class, compared with the catalogue at start.
 *
 * @param <T> class of the target
 */
public final class OperationTable<T extends MediaObject> {
    private final Map<String, Handler<? super T>> handlers;

    private OperationTable(Map<String, Handler<? super T>> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    /** Runs one operation, on the loop of the target. */
    public interface Handler<T> {
        CompletionStage<@Nullable Object> call(T target, Arguments arguments);
    }

    public static <T extends MediaObject> Builder<T> of(Class<T> target) {
        return new Builder<>(target);
    }

    public Set<String> names() {
        return handlers.keySet();
    }

    /** The handler of an operation, null when there is none. */
    public @Nullable Handler<? super T> handler(String operation) {
        return handlers.get(operation);
    }

    /** Collects handlers; a later one replaces an inherited one of its name. */
    public static final class Builder<T extends MediaObject> {
        private final Map<String, Handler<? super T>> handlers = new LinkedHashMap<>();

        private Builder(Class<T> target) {
            assert MediaObject.class.isAssignableFrom(target);
        }

        public Builder<T> inherit(OperationTable<? super T> parent) {
            handlers.putAll(widen(parent.handlers));
            return this;
        }

        /** A property that is read by {@code getX}. */
        public Builder<T> property(String name, Function<T, @Nullable Object> reader) {
            return answer("get" + capitalized(name), (target, arguments) -> reader.apply(target));
        }

        /** The {@code setX} of a property. */
        public Builder<T> writer(String name, BiConsumer<T, Arguments> writer) {
            return action("set" + capitalized(name), writer);
        }

        /** An operation that answers at once. */
        public Builder<T> answer(String name, BiFunction<T, Arguments, @Nullable Object> operation) {
            return later(
                    name, (target, arguments) -> CompletableFuture.completedFuture(operation.apply(target, arguments)));
        }

        /** A void operation that is done at once. */
        public Builder<T> action(String name, BiConsumer<T, Arguments> operation) {
            return answer(name, (target, arguments) -> {
                operation.accept(target, arguments);
                return null;
            });
        }

        /** A void operation without parameters that is done at once. */
        public Builder<T> action(String name, Consumer<T> operation) {
            return action(name, (target, arguments) -> operation.accept(target));
        }

        /** An operation whose answer comes later. */
        public Builder<T> later(String name, Handler<T> operation) {
            handlers.put(name, operation);
            return this;
        }

        public OperationTable<T> build() {
            return new OperationTable<>(handlers);
        }

        @SuppressWarnings("unchecked") // a handler of a super-class takes every T
        private static <T> Map<String, Handler<? super T>> widen(Map<?, ?> inherited) {
            return (Map<String, Handler<? super T>>) inherited;
        }
    }

    /** {@code uri} → {@code Uri}: how properties become {@code getX}. */
    public static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
