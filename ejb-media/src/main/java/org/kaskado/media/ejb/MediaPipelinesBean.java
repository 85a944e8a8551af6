package org.kaskado.media.ejb;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Local;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.kaskado.catalogue.Catalogues;
import org.kaskado.connector.MediaConnectionFactory;
import org.kaskado.connector.MediaEvent;
import org.kaskado.media.MediaObject;
import org.kaskado.media.MediaPipeline;
import org.kaskado.media.MediaPipelineFactory;

/** The Media API's entry: found under {@link MediaPipelineFactory#JNDI_NAME}, shared by all who look it up. */
@Singleton(name = "MediaPipelines")
@Local({MediaPipelineFactory.class, MediaEventReceiver.class})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@ConnectionFactoryDefinition(
        name = MediaPipelinesBean.CONNECTIONS,
        description = "Tickets to the media engine",
        interfaceName = "org.kaskado.connector.MediaConnectionFactory",
        resourceAdapter = "#kaskado-ra",
        minPoolSize = 0,
        maxPoolSize = 8,
        transactionSupport = TransactionSupportLevel.NoTransaction)
public class MediaPipelinesBean implements MediaPipelineFactory, MediaEventReceiver {
    static final String CONNECTIONS = "java:global/kaskado/MediaConnectionFactory";

    @Resource(lookup = CONNECTIONS)
    @SuppressWarnings("NullAway.Init") // injected
    private MediaConnectionFactory connections;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected
    private ManagedExecutorService executor;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected
    private ManagedScheduledExecutorService timer;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected
    private ContextService contexts;

    @SuppressWarnings("NullAway.Init") // set by open
    private MediaEngineClient engine;

    @SuppressWarnings("NullAway.Init") // set by open
    private MediaPipelineFactory shared;

    @PostConstruct
    void open() {
        ManagedThreads threads = new ContainerThreads(executor, timer, contexts);
        engine = new MediaEngineClient(connections, threads, Catalogues.load(MediaObject.class.getClassLoader()));
        shared = engine.forOwner("shared");
    }

    @Override
    public MediaPipeline create() {
        return shared.create();
    }

    @Override
    public CompletionStage<MediaPipeline> createAsync() {
        return shared.createAsync();
    }

    @Override
    public MediaPipelineFactory forOwner(String owner) {
        return engine.forOwner(owner);
    }

    @Override
    public Map<String, String> settings() {
        return engine.settings();
    }

    /** Silence: the shared factory ends with the application. */
    @Override
    public void close() {
        // see the contract of MediaPipelineFactory
    }

    @Override
    public void receive(MediaEvent event) {
        engine.events().accept(event);
    }

    @PreDestroy
    void end() {
        engine.close();
    }
}
