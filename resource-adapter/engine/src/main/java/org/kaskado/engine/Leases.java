package org.kaskado.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.runtime.MediaLoop;

/** Who holds which pipelines. Lives on the control loop. */
final class Leases {
    private static final System.Logger LOG = System.getLogger("org.kaskado.engine");
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Map<String, Lease> leases = new HashMap<>();
    private final MediaLoop loop;
    private final Duration longest;
    private final BiConsumer<String, MediaLoop> release;

    private final class Lease {
        private final String id = UUID.randomUUID().toString();
        private final String owner;
        private final long timeoutNs;
        private final Map<String, MediaLoop> pipelines = new LinkedHashMap<>();
        private MediaLoop.Deadline deadline;

        Lease(String owner, long timeoutNs) {
            this.owner = owner;
            this.timeoutNs = timeoutNs;
            this.deadline = loop.at(loop.nowNs() + timeoutNs, this::lapse);
        }

        void renew() {
            deadline.cancel();
            deadline = loop.at(loop.nowNs() + timeoutNs, this::lapse);
        }

        private void lapse() {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "lease of {0} was not renewed in time: its {1} pipelines are released",
                    owner,
                    pipelines.size());
            end();
        }

        void end() {
            leases.remove(id);
            deadline.cancel();
            Map.copyOf(pipelines).forEach(release);
        }
    }

    /** @param release ends a pipeline on its loop */
    Leases(MediaLoop loop, Duration longest, BiConsumer<String, MediaLoop> release) {
        this.loop = loop;
        this.longest = longest;
        this.release = release;
    }

    String open(String owner, Duration timeout) {
        Duration bounded = timeout.compareTo(longest) > 0 ? longest : timeout;
        bounded = bounded.compareTo(SHORTEST) < 0 ? SHORTEST : bounded;
        Lease lease = new Lease(owner, bounded.toNanos());
        leases.put(lease.id, lease);
        return lease.id;
    }

    void renew(String id) {
        find(id).renew();
    }

    /** Ends a lease and all it holds; unknown ones are silence. */
    void close(String id) {
        Lease lease = leases.get(id);
        if (lease != null) {
            lease.end();
        }
    }

    /** Puts a pipeline under a lease. */
    void hold(String id, String pipelineId, MediaLoop pipelineLoop) {
        find(id).pipelines.put(pipelineId, pipelineLoop);
    }

    void forget(String pipelineId) {
        leases.values().forEach(lease -> lease.pipelines.remove(pipelineId));
    }

    int count() {
        return leases.size();
    }

    private Lease find(String id) {
        Lease lease = leases.get(id);
        if (lease == null) {
            throw new MediaException(
                    MediaErrorCode.INVALID_SESSION, "Invalid session: lease '" + id + "' is unknown or has lapsed");
        }
        return lease;
    }
}
