package org.kaskado.repository.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.RepositoryItem.State;
import org.kaskado.repository.RepositoryItemInfo.Inspection;

/** Reads tracks and posters of items that became STORED, one item after the other, and retries what could not be tried. */
final class Inspections implements AutoCloseable {
    /** A poster is a small picture; a larger answer is refused. */
    static final int MAX_POSTER_BYTES = 4 << 20;

    private static final Duration RETRY = Duration.ofSeconds(20);
    private static final int MAX_TRIES = 5;
    private static final Logger LOG = System.getLogger(Inspections.class.getName());

    private final ItemTable table;
    private final ItemFiles files;
    private final Threads threads;
    private final MediaReader reader;
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final Map<String, Integer> tries = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    Inspections(ItemTable table, ItemFiles files, Threads threads, MediaReader reader) {
        this.table = table;
        this.files = files;
        this.threads = threads;
        this.reader = reader;
    }

    /** Takes an item into the queue; its id is all that is held. */
    void add(String id) {
        waiting.add(id);
        if (pending.getAndIncrement() == 0) {
            submit();
        }
    }

    private void submit() {
        try {
            threads.executor().execute(this::run);
        } catch (RejectedExecutionException busy) {
            LOG.log(Level.INFO, "no thread for an inspection; it is tried again", busy);
            try {
                var unused = threads.timer().schedule(this::submit, RETRY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException serverStops) {
                LOG.log(Level.DEBUG, "the server stops; items stay to be inspected at the next start", serverStops);
            }
        }
    }

    /** One item per task, so that the executor's other users get their turn. */
    private void run() {
        try {
            String id = waiting.poll();
            if (id != null && !closed.get()) {
                inspect(id);
            }
        } catch (NoSuchElementException removed) {
            LOG.log(Level.DEBUG, "an item was removed while it was inspected", removed);
        } catch (RuntimeException | LinkageError unexpected) { // one item must not stop those behind it
            LOG.log(Level.WARNING, "an inspection broke", unexpected);
        } finally {
            if (pending.decrementAndGet() > 0) {
                submit();
            }
        }
    }

    private void inspect(String id) {
        try {
            ItemRow row = table.require(id).row();
            if (row.state() != State.STORED || row.inspection() != Inspection.PENDING) {
                return;
            }
            MediaReader.Reading reading =
                    reader.read(files.bytes(row.fileKey()).toUri().toString());
            boolean hasPoster = keepPoster(row, reading.poster());
            String media = MediaText.write(reading.media());
            table.update(id, locked -> locked.inspected(Inspection.DONE, media, hasPoster));
            tries.remove(id);
        } catch (UnreadableMediaException noMedia) {
            LOG.log(Level.DEBUG, "item " + id + " is no media", noMedia);
            tries.remove(id);
            table.update(id, locked -> locked.inspected(Inspection.FAILED, null, false));
        } catch (NoSuchElementException removed) {
            tries.remove(id);
        } catch (IOException | RuntimeException e) {
            retryLater(id, e);
        }
    }

    private boolean keepPoster(ItemRow row, byte @Nullable [] poster) throws IOException {
        if (poster == null || poster.length == 0 || poster.length > MAX_POSTER_BYTES) {
            return false;
        }
        files.keepPoster(row.fileKey(), poster);
        return true;
    }

    private void retryLater(String id, Exception reason) {
        if (closed.get() || tries.merge(id, 1, Integer::sum) >= MAX_TRIES) {
            LOG.log(
                    Level.WARNING,
                    "item {0} could not be inspected, the next start tries again: {1}",
                    id,
                    String.valueOf(reason.getMessage()));
            tries.remove(id);
            return;
        }
        LOG.log(Level.INFO, "item " + id + " could not be inspected yet", reason);
        try {
            var unused = threads.timer().schedule(() -> add(id), RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException serverStops) {
            LOG.log(Level.DEBUG, "the server stops; item " + id + " is inspected at the next start", serverStops);
        }
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
