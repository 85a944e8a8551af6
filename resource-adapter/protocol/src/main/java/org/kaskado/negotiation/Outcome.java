package org.kaskado.negotiation;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value, or why there is none.
 *
 * @param <T> the value's type
 */
public final class Outcome<T> {
    private final @Nullable T value;
    private final @Nullable NegotiationError error;

    private Outcome(@Nullable T value, @Nullable NegotiationError error) {
        this.value = value;
        this.error = error;
    }

    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(Objects.requireNonNull(value, "value"), null);
    }

    public static <T> Outcome<T> failed(NegotiationError error) {
        return new Outcome<>(null, error);
    }

    public static <T> Outcome<T> failed(NegotiationError.Reason reason, String message) {
        return failed(new NegotiationError(reason, message));
    }

    public boolean isOk() {
        return error == null;
    }

    /** The value; {@link IllegalStateException} when there is none. */
    public T value() {
        if (value == null) {
            throw new IllegalStateException("no value: " + error);
        }
        return value;
    }

    /** Why there is no value; {@link IllegalStateException} when there is one. */
    public NegotiationError error() {
        if (error == null) {
            throw new IllegalStateException("there is a value, not an error");
        }
        return error;
    }

    /** Goes on with the value, or keeps the error. */
    public <U> Outcome<U> then(Function<? super T, Outcome<U>> next) {
        return error == null ? next.apply(value()) : failed(error);
    }

    @Override
    public String toString() {
        return error == null ? "Outcome[" + value + "]" : "Outcome[" + error + "]";
    }
}
