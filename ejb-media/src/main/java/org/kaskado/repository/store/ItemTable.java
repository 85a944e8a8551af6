package org.kaskado.repository.store;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kaskado.repository.DuplicateItemException;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemInfo.Inspection;

/** The rows of items and their metadata. */
final class ItemTable {
    private final Transactions transactions;

    ItemTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** A row with its metadata, detached. */
    record Entry(ItemRow row, Map<String, String> metadata) {}

    Entry insert(ItemRow row) {
        try {
            return transactions.call(entities -> {
                if (entities.find(ItemRow.class, row.id()) != null) {
                    throw new DuplicateItemException(row.id());
                }
                entities.persist(row);
                entities.flush();
                return new Entry(row, Map.of());
            });
        } catch (PersistenceException perhapsAnotherWasFaster) {
            if (find(row.id()).isPresent()) {
                throw new DuplicateItemException(row.id());
            }
            throw perhapsAnotherWasFaster;
        }
    }

    Optional<Entry> find(String id) {
        return transactions.call(entities -> Optional.ofNullable(entities.find(ItemRow.class, id))
                .map(row -> new Entry(row, metadataOf(entities, List.of(id)).getOrDefault(id, Map.of()))));
    }

    Entry require(String id) {
        return find(id).orElseThrow(() -> gone(id));
    }

    static NoSuchElementException gone(String id) {
        return new NoSuchElementException("there is no item '" + id + "' in the repository");
    }

    /** Changes a row that nobody else changes meanwhile. */
    <T> T change(String id, Function<ItemRow, T> change) {
        return transactions.call(entities -> change.apply(locked(entities, id)));
    }

    void update(String id, Consumer<ItemRow> change) {
        change(id, row -> {
            change.accept(row);
            return row.id();
        });
    }

    private static ItemRow locked(EntityManager entities, String id) {
        ItemRow row = entities.find(ItemRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw gone(id);
        }
        return row;
    }

    /** Puts metadata entries; with {@code replace} all others go. */
    void putMetadata(String id, Map<String, String> entries, boolean replace) {
        transactions.call(entities -> {
            locked(entities, id);
            if (replace) {
                deleteMetadata(entities, id);
            }
            entries.forEach((name, value) -> entities.merge(new MetadataRow(id, name, value)));
            entities.flush();
            long count = entities.createQuery("SELECT COUNT(m) FROM MetadataRow m WHERE m.itemId = :id", Long.class)
                    .setParameter("id", id)
                    .getSingleResult();
            MetadataRules.checkCount(count);
            return id;
        });
    }

    private static void deleteMetadata(EntityManager entities, String id) {
        entities.createQuery("DELETE FROM MetadataRow m WHERE m.itemId = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    void delete(String id) {
        transactions.call(entities -> {
            deleteMetadata(entities, id);
            return entities.createQuery("DELETE FROM ItemRow i WHERE i.id = :id")
                    .setParameter("id", id)
                    .executeUpdate();
        });
    }

    /** Ids by file key, for removals that a crash interrupted. */
    List<String> idsOfFile(String fileKey) {
        return transactions.call(
                entities -> entities.createQuery("SELECT i.id FROM ItemRow i WHERE i.fileKey = :key", String.class)
                        .setParameter("key", fileKey)
                        .getResultList());
    }

    List<String> idsInState(RepositoryItem.State state, int limit) {
        return transactions.call(entities -> entities.createQuery(
                        "SELECT i.id FROM ItemRow i WHERE i.state = :state ORDER BY i.createdMs, i.id", String.class)
                .setParameter("state", state)
                .setMaxResults(limit)
                .getResultList());
    }

    List<String> idsToInspect(int limit) {
        return transactions.call(entities -> entities.createQuery(
                        "SELECT i.id FROM ItemRow i WHERE i.inspection = :pending ORDER BY i.createdMs, i.id",
                        String.class)
                .setParameter("pending", Inspection.PENDING)
                .setMaxResults(limit)
                .getResultList());
    }

    /** Ids and values of all entries of a name, oldest items first. */
    Map<String, String> valuesOf(String name) {
        return transactions.call(entities -> {
            Map<String, String> values = new LinkedHashMap<>();
            entities.createQuery(
                            "SELECT m FROM MetadataRow m, ItemRow i WHERE m.itemId = i.id AND m.name = :name"
                                    + " ORDER BY i.createdMs, i.id",
                            MetadataRow.class)
                    .setParameter("name", name)
                    .getResultStream()
                    .forEach(row -> values.put(row.itemId(), row.value()));
            return values;
        });
    }

    List<String> idsWithValue(String name, String value, int limit) {
        return transactions.call(entities -> entities.createQuery(
                        "SELECT i.id FROM MetadataRow m, ItemRow i WHERE m.itemId = i.id AND m.name = :name"
                                + " AND m.value = :value ORDER BY i.createdMs, i.id",
                        String.class)
                .setParameter("name", name)
                .setParameter("value", value)
                .setMaxResults(limit)
                .getResultList());
    }

    long count() {
        return transactions.call(entities -> entities.createQuery("SELECT COUNT(i) FROM ItemRow i", Long.class)
                .getSingleResult());
    }

    long storedBytes() {
        return transactions.call(entities -> entities.createQuery(
                        "SELECT COALESCE(SUM(i.contentLength), 0) FROM ItemRow i", Number.class)
                .getSingleResult()
                .longValue());
    }

    /** One page of a search, newest first, and the number of all matches. */
    record Found(List<Entry> entries, long total) {}

    Found search(ItemSearch search, int offset, int limit) {
        return transactions.call(entities -> {
            TypedQuery<Long> count = entities.createQuery("SELECT COUNT(i) " + search.from(), Long.class);
            TypedQuery<ItemRow> page = entities.createQuery(
                    "SELECT i " + search.from() + " ORDER BY i.createdMs DESC, i.id", ItemRow.class);
            search.parameters().forEach((name, value) -> {
                count.setParameter(name, value);
                page.setParameter(name, value);
            });
            List<ItemRow> rows =
                    page.setFirstResult(offset).setMaxResults(limit).getResultList();
            Map<String, Map<String, String>> metadata =
                    metadataOf(entities, rows.stream().map(ItemRow::id).toList());
            List<Entry> found = new ArrayList<>();
            rows.forEach(row -> found.add(new Entry(row, metadata.getOrDefault(row.id(), Map.of()))));
            return new Found(found, count.getSingleResult());
        });
    }

    private static Map<String, Map<String, String>> metadataOf(EntityManager entities, Collection<String> ids) {
        Map<String, Map<String, String>> found = new HashMap<>();
        if (!ids.isEmpty()) {
            entities.createQuery("SELECT m FROM MetadataRow m WHERE m.itemId IN :ids", MetadataRow.class)
                    .setParameter("ids", ids)
                    .getResultList()
                    .forEach(row -> found.computeIfAbsent(row.itemId(), id -> new HashMap<>())
                            .put(row.name(), row.value()));
        }
        return found;
    }
}
