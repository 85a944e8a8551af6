package org.kaskado.repository;

import org.jspecify.annotations.Nullable;

/**
 * A transfer of an HTTP session broke.
 *
 * @param description what went wrong
 * @param cause the exception behind it, or null
 */
public record HttpSessionErrorEvent(
        RepositoryHttpEndpoint source,
        String description,
        @Nullable Throwable cause) implements RepositoryHttpSessionEvent {
    /** What went wrong. */
    public String getDescription() {
        return description;
    }

    /** The exception behind it, or null. */
    public @Nullable Throwable getCause() {
        return cause;
    }
}
