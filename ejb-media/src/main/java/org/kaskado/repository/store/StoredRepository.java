package org.kaskado.repository.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.kaskado.repository.Repository;
import org.kaskado.repository.RepositoryHttpEndpoint;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItem.State;
import org.kaskado.repository.RepositoryItemAttributes;
import org.kaskado.repository.RepositoryItemInfo;
import org.kaskado.repository.RepositoryPage;
import org.kaskado.repository.RepositoryQuery;
import org.kaskado.repository.RepositoryUsage;

/** The repository: rows, files, writers, HTTP sessions and inspection joined. */
final class StoredRepository implements Repository, AutoCloseable {
    /** Largest answer of the two finders of the original interface. */
    private static final int MAX_FOUND = 1_000;

    private static final int RECOVERY_BATCH = 500;
    private static final int ETAG_KEY_DIGITS = 12;
    private static final Logger LOG = System.getLogger(StoredRepository.class.getName());

    private final StoreSettings settings;
    private final ItemTable table;
    private final ItemFiles files;
    private final Clock clock;
    private final Writers writers;
    private final HttpSessions sessions;
    private final Inspections inspections;

    /**
     * Opens the store and repairs what a crash has left.
     *
     * @param reader reads media; it may block
     */
    StoredRepository(
            StoreSettings settings, Transactions transactions, Clock clock, Threads threads, MediaReader reader) {
        this.settings = settings;
        this.table = new ItemTable(transactions);
        this.files = ItemFiles.open(settings.root(), settings.floorBytes());
        this.clock = clock;
        this.inspections = new Inspections(table, files, threads, reader);
        this.writers = new Writers(table, files, clock, inspections::add);
        this.sessions = new HttpSessions(settings, threads);
        try {
            recover();
        } catch (IOException e) {
            throw new UncheckedIOException("stored items could not be repaired after the last run", e);
        }
    }

    ItemTable table() {
        return table;
    }

    ItemFiles files() {
        return files;
    }

    Writers writers() {
        return writers;
    }

    HttpSessions sessions() {
        return sessions;
    }

    private void recover() throws IOException {
        for (String key : files.trashed()) {
            table.idsOfFile(key).forEach(table::delete);
            files.deleteTrash(key);
        }
        List<String> interrupted = table.idsInState(State.STORING, RECOVERY_BATCH);
        while (!interrupted.isEmpty()) {
            for (String id : interrupted) {
                long length = files.length(table.require(id).row().fileKey());
                table.update(id, row -> {
                    row.moveTo(State.INCOMPLETE);
                    row.bytesChanged(length, clock.millis());
                });
                LOG.log(Level.INFO, "item {0} was interrupted; {1} bytes of it are kept as INCOMPLETE", id, length);
            }
            interrupted = table.idsInState(State.STORING, RECOVERY_BATCH);
        }
        table.idsToInspect(MAX_FOUND).forEach(inspections::add);
    }

    @Override
    public RepositoryItem createRepositoryItem() {
        return createRepositoryItem(UUID.randomUUID().toString());
    }

    @Override
    public RepositoryItem createRepositoryItem(String id) {
        MetadataRules.checkId(id);
        if (table.count() >= settings.maxItems()) {
            throw new IllegalStateException("the repository holds " + settings.maxItems()
                    + " items, which is all that kaskado.repository.items.max allows");
        }
        String key = UUID.randomUUID().toString().replace("-", "");
        table.insert(new ItemRow(id, key, clock.millis()));
        return new StoredItem(id, this);
    }

    @Override
    public RepositoryItem findRepositoryItemById(String id) {
        return findIfPresent(id).orElseThrow(() -> ItemTable.gone(id));
    }

    @Override
    public Optional<RepositoryItem> findIfPresent(String id) {
        return table.find(id).map(entry -> new StoredItem(entry.row().id(), this));
    }

    @Override
    public List<RepositoryItem> findRepositoryItemsByAttValue(String attributeName, String value) {
        return items(table.idsWithValue(attributeName, value, MAX_FOUND));
    }

    @Override
    public List<RepositoryItem> findRepositoryItemsByAttRegex(String attributeName, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return items(table.valuesOf(attributeName).entrySet().stream()
                .filter(entry -> pattern.matcher(entry.getValue()).matches())
                .limit(MAX_FOUND)
                .map(Map.Entry::getKey)
                .toList());
    }

    private List<RepositoryItem> items(List<String> ids) {
        return ids.stream().<RepositoryItem>map(id -> new StoredItem(id, this)).toList();
    }

    @Override
    public RepositoryPage search(RepositoryQuery query) {
        ItemTable.Found found = table.search(ItemSearch.of(query), query.offset(), query.limit());
        return new RepositoryPage(found.entries().stream().map(this::info).toList(), query.offset(), found.total());
    }

    /** The snapshot of an entry; of an item that is being written with the bytes that are there by now. */
    RepositoryItemInfo info(ItemTable.Entry entry) {
        ItemRow row = entry.row();
        long length = row.state() == State.STORING ? lengthNow(row) : row.contentLength();
        String tag = "\"" + row.fileKey().substring(0, ETAG_KEY_DIGITS) + "-" + Long.toHexString(length) + "-"
                + Long.toHexString(row.modifiedMs()) + "\"";
        RepositoryItemAttributes attributes = new RepositoryItemAttributes(
                length,
                Instant.ofEpochMilli(row.createdMs()),
                Instant.ofEpochMilli(row.modifiedMs()),
                row.mimeType(),
                tag);
        return new RepositoryItemInfo(
                row.id(),
                row.state(),
                attributes,
                entry.metadata(),
                row.inspection(),
                MediaText.read(row.media()).orElse(null),
                row.hasPoster());
    }

    private long lengthNow(ItemRow row) {
        Long written = writers.position(row.id());
        if (written != null) {
            return written;
        }
        try {
            return files.length(row.fileKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(RepositoryItem item) {
        Optional<ItemTable.Entry> entry = table.find(item.getId());
        if (entry.isEmpty()) {
            return;
        }
        String key = entry.get().row().fileKey();
        try {
            writers.dismiss(item.getId(), "the item was removed");
            files.trash(key);
            table.delete(item.getId());
            files.deleteTrash(key);
        } catch (IOException e) {
            throw new UncheckedIOException("the item '" + item.getId() + "' could not be removed", e);
        }
        sessions.stopAll(item.getId(), "the item was removed");
    }

    @Override
    public Optional<RepositoryHttpEndpoint> findHttpEndpoint(String sessionId) {
        return sessions.find(sessionId);
    }

    @Override
    public RepositoryUsage usage() {
        try {
            return new RepositoryUsage(
                    table.count(), table.storedBytes(), files.freeBytes(), writers.count(), sessions.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends sessions and writers; written bytes stay INCOMPLETE. */
    @Override
    public void close() {
        inspections.close();
        sessions.close();
        try {
            writers.closeAll();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "not every upload could be closed; the next start repairs them", e);
        }
    }
}
