package org.kaskado.repository.store;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** {@link Transactions} for threads of any application. */
final class UnitTransactions implements Transactions {
    private final Unit unit;

    UnitTransactions(Unit unit) {
        this.unit = unit;
    }

    @Override
    @SuppressWarnings("NullAway") // without a failure the value is what the work gave
    public <T> T call(Function<EntityManager, T> work) {
        Unit.Outcome<T> outcome = unit.attempt(work);
        RuntimeException failure = outcome.failure();
        if (failure != null) {
            throw failure;
        }
        return outcome.value();
    }
}
