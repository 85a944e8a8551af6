package org.kaskado.repository.store;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** Runs work in a transaction of its own, whatever the caller has open. */
public interface Transactions {
    /** Commits when the work returns, rolls back when it throws, and gives what it gave. */
    <T> T call(Function<EntityManager, T> work);
}
