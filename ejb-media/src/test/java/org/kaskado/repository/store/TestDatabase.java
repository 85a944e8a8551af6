package org.kaskado.repository.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database with our tables, reached by plain JPA. PostgreSQL when the system property names one, else H2 in memory. */
public final class TestDatabase implements Transactions, AutoCloseable {
    private static final String POSTGRESQL = System.getProperty("kaskado.test.postgresql", "");

    private final EntityManagerFactory factory;

    public TestDatabase(String provider) {
        DataSource source = POSTGRESQL.isEmpty() ? h2() : postgresql();
        Schema.create(source);
        Schema.create(source);
        Map<String, Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.nonJtaDataSource", source);
        properties.put("eclipselink.session-name", UUID.randomUUID().toString());
        factory = Persistence.createEntityManagerFactory(provider, properties);
        call(entities -> {
            entities.createQuery("DELETE FROM MetadataRow m").executeUpdate();
            entities.createQuery("DELETE FROM SessionRecordRow r").executeUpdate();
            return entities.createQuery("DELETE FROM ItemRow i").executeUpdate();
        });
    }

    private static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        return source;
    }

    private static DataSource postgresql() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(POSTGRESQL);
        return source;
    }

    @Override
    public <T> T call(Function<EntityManager, T> work) {
        EntityManager entities = factory.createEntityManager();
        try {
            entities.getTransaction().begin();
            T result = work.apply(entities);
            entities.getTransaction().commit();
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }

    @Override
    public void close() {
        factory.close();
    }
}
