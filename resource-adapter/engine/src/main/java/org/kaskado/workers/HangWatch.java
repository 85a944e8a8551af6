package org.kaskado.workers;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.kaskado.runtime.MediaLoop;

/** Finds workers that live but say nothing, and keeps their output small. Looks only while some worker serves, so that an idle server sleeps. */
final class HangWatch {
    /** A worker with graphs sends statistics every second; a busy machine may delay them. */
    private static final long SILENCE_LIMIT_NS = TimeUnit.SECONDS.toNanos(30);

    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);
    private static final Logger LOG = System.getLogger(HangWatch.class.getName());

    private final MediaLoop loop;
    private final List<Worker> workers;
    private final Worker.Owner owner;
    private boolean isArmed;

    /** @param workers the pool's own list */
    HangWatch(MediaLoop loop, List<Worker> workers, Worker.Owner owner) {
        this.loop = loop;
        this.workers = workers;
        this.owner = owner;
    }

    /** Looks from now on, until no worker serves. */
    void arm() {
        if (!isArmed) {
            isArmed = true;
            loop.at(loop.nowNs() + INTERVAL_NS, this::look);
        }
    }

    private void look() {
        isArmed = false;
        workers.forEach(HangWatch::trimOutput);
        List<Worker> hung = workers.stream()
                .filter(worker -> worker.isServing() && worker.silentNs() > SILENCE_LIMIT_NS)
                .toList();
        hung.forEach(worker -> owner.onLinkBroken(worker, "it has said nothing for 30 s"));
        if (workers.stream().anyMatch(Worker::isServing)) {
            arm();
        }
    }

    private static void trimOutput(Worker worker) {
        WorkerProcess process = worker.process();
        try {
            if (process != null) {
                process.trimOutput();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the output of media worker {0} cannot be cut: {1}", Long.toString(worker.pid()), e);
        }
    }
}
