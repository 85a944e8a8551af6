package org.kaskado.repository.store;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The session bean behind {@link Unit}; declared in {@code META-INF/ejb-jar.xml}. */
public class UnitBean implements Unit {
    @Inject
    @SuppressWarnings("NullAway.Init") // injected
    private Transactions transactions;

    /** For the container. */
    public UnitBean() {}

    @Override
    public <T extends @Nullable Object> Outcome<T> attempt(Function<EntityManager, T> work) {
        try {
            return new Outcome<>(transactions.call(work), null);
        } catch (RuntimeException e) {
            return new Outcome<>(null, e);
        }
    }
}
