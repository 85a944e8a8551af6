package org.kaskado.media.ejb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.kaskado.catalogue.Catalogue;
import org.kaskado.catalogue.ConfigurationTable;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaConnectionFactory;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.media.MediaServerException;

/** Everything that one application server needs to speak with its engine: the parts, joined. */
final class MediaEngineClient {
    private static final System.Logger LOG = System.getLogger(MediaEngineClient.class.getName());
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final Door door;
    private final ManagedThreads threads;
    private final RemoteObjects objects;
    private final EventDispatcher events;
    private final Set<LeasedPipelines> factories = ConcurrentHashMap.newKeySet();

    MediaEngineClient(MediaConnectionFactory connections, ManagedThreads threads, Catalogue catalogue) {
        this.door = new Door(connections, threads, ANSWER_LIMIT);
        this.threads = threads;
        ValueMapper values = new ValueMapper(catalogue);
        this.events = new EventDispatcher(door, threads, new EventReader(catalogue, values));
        this.objects = new RemoteObjects(new InterfaceTables(catalogue, values, door, events), catalogue);
        values.resolveReferencesWith(objects::reference);
    }

    Door door() {
        return door;
    }

    RemoteObjects objects() {
        return objects;
    }

    EventDispatcher events() {
        return events;
    }

    MediaPipelineFactory forOwner(String owner) {
        Lease lease = new Lease(door, threads, owner, this::leaseTimeout);
        LeasedPipelines factory = new LeasedPipelines(this, lease, factories::remove);
        factories.add(factory);
        return factory;
    }

    Map<String, String> settings() {
        return door.await(door.send(new Command.ReadSettings()), "read the settings");
    }

    private CompletionStage<Duration> leaseTimeout() {
        return door.send(new Command.ReadSettings())
                .thenApply(settings -> ConfigurationTable.load().read(settings).duration("kaskado.lease.timeout"));
    }

    /** Closes all factories that are still open. */
    void close() {
        List<LeasedPipelines> open = new ArrayList<>(factories);
        for (LeasedPipelines factory : open) {
            try {
                factory.close();
            } catch (MediaServerException e) {
                LOG.log(System.Logger.Level.WARNING, "a lease was not closed; its pipelines end when it lapses", e);
            }
        }
    }
}
