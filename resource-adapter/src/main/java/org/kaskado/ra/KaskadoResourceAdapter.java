package org.kaskado.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.io.Serializable;
import java.util.Objects;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.ConfigurationException;

/**
 * The resource adapter: {@code start} reads the configuration and starts the media server, {@code stop} ends it and joins
 * all its threads. All instances that a container makes of one RAR share one {@link MediaServer}.
 */
public final class KaskadoResourceAdapter implements ResourceAdapter, Serializable {
    private static final long serialVersionUID = 1L;

    private final transient EngineStarter engines;
    private @Nullable String settings;
    private transient volatile @Nullable MediaServer server;

    public KaskadoResourceAdapter() {
        this(new LoopEngineStarter());
    }

    KaskadoResourceAdapter(EngineStarter engines) {
        this.engines = engines;
    }

    /** Values of the configuration table set by the deployer: {@code kaskado.loops=2; kaskado.bind=0.0.0.0}. */
    public @Nullable String getSettings() {
        return settings;
    }

    public void setSettings(@Nullable String settings) {
        this.settings = settings;
    }

    @Override
    public void start(BootstrapContext context) throws ResourceAdapterInternalException {
        try {
            server = SharedMediaServer.join(settings, () -> start(context.getWorkManager()));
        } catch (ConfigurationException e) {
            throw new ResourceAdapterInternalException("Kaskado cannot start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new ResourceAdapterInternalException("Kaskado cannot start: " + e, e);
        }
    }

    private MediaServer start(WorkManager workManager) {
        return MediaServer.start(SettingsReader.ofThisProcess().read(settings), workManager, engines);
    }

    @Override
    public void stop() {
        MediaServer running = server;
        server = null;
        if (running != null) {
            SharedMediaServer.leave(running);
        }
    }

    @Override
    public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec) throws ResourceException {
        if (!(spec instanceof MediaEventActivation)) {
            throw new NotSupportedException("activation must be " + MediaEventActivation.class.getName() + ", not "
                    + spec.getClass().getName());
        }
        running().events().activate(factory);
    }

    @Override
    public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
        MediaServer running = server;
        if (running != null) {
            running.events().deactivate(factory);
        }
    }

    /** The engine takes no part in transactions. */
    @Override
    public XAResource[] getXAResources(ActivationSpec[] specs) {
        return new XAResource[0];
    }

    /**
     * What runs now.
     *
     * @throws ResourceException when the adapter is not started
     */
    MediaServer running() throws ResourceException {
        MediaServer running = server;
        if (running == null) {
            throw new ResourceException("the Kaskado resource adapter is not running");
        }
        return running;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KaskadoResourceAdapter adapter && Objects.equals(settings, adapter.settings);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(settings);
    }
}
