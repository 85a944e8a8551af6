package org.kaskado.repository.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.function.Function;

/** Transactions of the container. */
@ApplicationScoped
public class NewTransaction implements Transactions {
    @PersistenceContext(unitName = "kaskado")
    @SuppressWarnings("NullAway.Init") // injected
    private EntityManager entities;

    /** For CDI. */
    public NewTransaction() {}

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public <T> T call(Function<EntityManager, T> work) {
        return work.apply(entities);
    }
}
