package org.kaskado.repository.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One metadata entry of an item. */
@Entity
@Table(name = "kaskado_item_metadata")
@IdClass(MetadataRow.Key.class)
public class MetadataRow {
    @Id
    @Column(name = "item_id")
    private String itemId = "";

    @Id
    @Column(name = "entry_name")
    private String name = "";

    @Column(name = "entry_value")
    private String value = "";

    /** For JPA. */
    protected MetadataRow() {}

    MetadataRow(String itemId, String name, String value) {
        this.itemId = itemId;
        this.name = name;
        this.value = value;
    }

    String itemId() {
        return itemId;
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }

    /** The primary key. */
    public static final class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private String itemId = "";
        private String name = "";

        /** For JPA. */
        public Key() {}

        Key(String itemId, String name) {
            this.itemId = itemId;
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && itemId.equals(key.itemId) && name.equals(key.name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(itemId, name);
        }
    }
}
