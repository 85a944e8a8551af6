package org.kaskado.repository.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Transactions of the container. The entity manager is looked up, not injected: see the reference in ejb-jar.xml. The name
 * is a global one, since an item may be used on a thread of any application.
 */
@ApplicationScoped
public class NewTransaction implements Transactions {
    private static final String ENTITIES = "java:global/kaskado/persistence/kaskado";

    /** For CDI. */
    public NewTransaction() {}

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public <T> T call(Function<EntityManager, T> work) {
        return work.apply(entities());
    }

    @SuppressWarnings("BanJNDI") // a constant name of our own application, no user input
    private static EntityManager entities() {
        try {
            return InitialContext.doLookup(ENTITIES);
        } catch (NamingException e) {
            throw new IllegalStateException("the database is not there: " + ENTITIES, e);
        }
    }
}
