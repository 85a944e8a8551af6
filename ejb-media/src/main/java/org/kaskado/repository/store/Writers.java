package org.kaskado.repository.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.RepositoryItem.State;
import org.kaskado.repository.RepositoryItemStateException;

/** The items that are being written: at most one writer each, and every move of their rows. */
final class Writers {
    private final ItemTable table;
    private final ItemFiles files;
    private final Clock clock;
    private final Consumer<String> onStored;
    private final ConcurrentMap<String, ItemWriter> active = new ConcurrentHashMap<>();

    /**
     * No writer yet.
     *
     * @param onStored told the id of each item that became STORED
     */
    Writers(ItemTable table, ItemFiles files, Clock clock, Consumer<String> onStored) {
        this.table = table;
        this.files = files;
        this.clock = clock;
        this.onStored = onStored;
    }

    int count() {
        return active.size();
    }

    /** Bytes written so far, or null when nobody writes the item through us. */
    @Nullable
    Long position(String id) {
        ItemWriter writer = active.get(id);
        return writer == null ? null : writer.position();
    }

    ItemWriter open(String id, long offset) throws IOException {
        try {
            return require(active.compute(id, (key, former) -> replace(key, former, offset)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static ItemWriter require(@Nullable ItemWriter writer) {
        if (writer == null) {
            throw new IllegalStateException("no writer");
        }
        return writer;
    }

    private ItemWriter replace(String id, @Nullable ItemWriter former, long offset) {
        try {
            ItemRow row = table.require(id).row();
            checkState(row, former);
            long present = former == null ? files.length(row.fileKey()) : former.position();
            if (offset < 0 || offset > present) {
                throw new IllegalArgumentException("writing item '" + id + "' from byte " + offset
                        + " would leave a gap; allowed is 0 to " + present);
            }
            if (former != null) {
                former.loseTo("another upload took the item over");
            }
            FileChannel channel = files.openForWriting(row.fileKey(), offset);
            table.update(id, locked -> {
                locked.moveTo(State.STORING);
                locked.bytesChanged(offset, clock.millis());
            });
            return new ItemWriter(id, channel, offset, files, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkState(ItemRow row, @Nullable ItemWriter former) {
        boolean isWritable = row.state() == State.NEW
                || row.state() == State.INCOMPLETE
                || (row.state() == State.STORING && former != null);
        if (!isWritable) {
            String why = row.state() == State.STORING ? " by a recorder" : "";
            throw new RepositoryItemStateException(
                    "The item '" + row.id() + "' is " + row.state() + why + "; only a NEW or INCOMPLETE one can be"
                            + " written.",
                    row.state());
        }
    }

    /** Ends a writer; false when it had lost the item or was ended before. */
    boolean end(ItemWriter writer, boolean isWhole) throws IOException {
        AtomicBoolean ended = new AtomicBoolean();
        try {
            active.computeIfPresent(writer.id(), (id, present) -> {
                if (present != writer) {
                    return present;
                }
                settle(writer, isWhole);
                ended.set(true);
                return null;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (ended.get() && isWhole) {
            onStored.accept(writer.id());
        }
        return ended.get();
    }

    private void settle(ItemWriter writer, boolean isWhole) {
        try {
            writer.closeFile(isWhole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.update(writer.id(), row -> {
            row.moveTo(isWhole ? State.STORED : State.INCOMPLETE);
            row.bytesChanged(writer.position(), clock.millis());
        });
    }

    /** Takes an item away from its writer, if it has one. */
    void dismiss(String id, String reason) throws IOException {
        ItemWriter writer = active.remove(id);
        if (writer != null) {
            writer.loseTo(reason);
        }
    }

    /** Ends all writers; their items stay INCOMPLETE. */
    void closeAll() throws IOException {
        for (ItemWriter writer : active.values()) {
            writer.loseTo("the server stops");
            end(writer, false);
        }
    }

    /** NEW to STORING for a recorder, which makes the file. */
    void beginRecording(String id) throws IOException {
        ItemRow row = table.require(id).row();
        files.checkSpace();
        files.makeFolder(row.fileKey());
        table.update(id, locked -> {
            if (locked.state() != State.NEW) {
                throw new RepositoryItemStateException(
                        "The item '" + id + "' is " + locked.state() + "; only a NEW one can be recorded.",
                        locked.state());
            }
            locked.moveTo(State.STORING);
        });
    }

    /** STORING to STORED, or to INCOMPLETE when the recorder left nothing. */
    void finishRecording(String id) throws IOException {
        long length = files.length(table.require(id).row().fileKey());
        State state = table.change(id, locked -> {
            if (locked.state() != State.STORING || active.containsKey(id)) {
                throw new RepositoryItemStateException(
                        "The item '" + id + "' is " + locked.state() + "; no recorder writes it.", locked.state());
            }
            locked.moveTo(length > 0 ? State.STORED : State.INCOMPLETE);
            locked.bytesChanged(length, clock.millis());
            return locked.state();
        });
        if (state == State.STORED) {
            onStored.accept(id);
        }
    }
}
