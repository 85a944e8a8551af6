package org.kaskado.repository.store;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.repository.Repository;
import org.kaskado.repository.RepositoryHttpEndpoint;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryPage;
import org.kaskado.repository.RepositoryQuery;
import org.kaskado.repository.RepositoryUsage;

/**
 * The session bean behind {@link Repository#JNDI_NAME}: joins the store with the container's parts when the server starts.
 * Declared in {@code META-INF/ejb-jar.xml} as a singleton that manages concurrency and transactions itself.
 */
public class RepositoryBean implements Repository {
    @Resource
    @SuppressWarnings("NullAway.Init") // injected
    private DataSource database;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected
    private ManagedExecutorService executor;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected
    private ManagedScheduledExecutorService timer;

    /** Injected by the descriptor, so that this class needs no bean annotation; so is the next. */
    @SuppressWarnings("NullAway.Init") // injected
    private Unit unit;

    @SuppressWarnings("NullAway.Init") // injected
    private MediaPipelineFactory pipelines;

    @SuppressWarnings("NullAway.Init") // set by open
    private StoredRepository store;

    /** For the container. */
    public RepositoryBean() {}

    @PostConstruct
    void open() {
        Schema.create(database);
        StoreSettings settings = StoreSettings.of(pipelines.settings());
        MediaReader reader = new InspectorReader(pipelines.forOwner("kaskado-repository"));
        Transactions transactions = new UnitTransactions(unit);
        store = new StoredRepository(settings, transactions, Clock.systemUTC(), new Threads(executor, timer), reader);
    }

    @PreDestroy
    void close() {
        store.close();
    }

    @Override
    public RepositoryItem createRepositoryItem() {
        return store.createRepositoryItem();
    }

    @Override
    public RepositoryItem createRepositoryItem(String id) {
        return store.createRepositoryItem(id);
    }

    @Override
    public RepositoryItem findRepositoryItemById(String id) {
        return store.findRepositoryItemById(id);
    }

    @Override
    public Optional<RepositoryItem> findIfPresent(String id) {
        return store.findIfPresent(id);
    }

    @Override
    public List<RepositoryItem> findRepositoryItemsByAttValue(String attributeName, String value) {
        return store.findRepositoryItemsByAttValue(attributeName, value);
    }

    @Override
    public List<RepositoryItem> findRepositoryItemsByAttRegex(String attributeName, String regex) {
        return store.findRepositoryItemsByAttRegex(attributeName, regex);
    }

    @Override
    public RepositoryPage search(RepositoryQuery query) {
        return store.search(query);
    }

    @Override
    public void remove(RepositoryItem item) {
        store.remove(item);
    }

    @Override
    public Optional<RepositoryHttpEndpoint> findHttpEndpoint(String sessionId) {
        return store.findHttpEndpoint(sessionId);
    }

    @Override
    public RepositoryUsage usage() {
        return store.usage();
    }
}
