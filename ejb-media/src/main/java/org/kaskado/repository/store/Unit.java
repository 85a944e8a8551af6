package org.kaskado.repository.store;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work on the database in the environment of Kaskado's own beans, whatever application the calling thread belongs to:
 * Payara finds the persistence unit only from there. A failure is a value, since a container wraps what a bean throws.
 */
public interface Unit {
    /** What came of the work. */
    record Outcome<T extends @Nullable Object>(
            @Nullable T value, @Nullable RuntimeException failure) {}

    /** Runs work in a transaction of its own. */
    <T extends @Nullable Object> Outcome<T> attempt(Function<EntityManager, T> work);
}
