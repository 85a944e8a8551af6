package org.kaskado.repository.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemInfo.Inspection;

/** The row of an item. */
@Entity
@Table(name = "kaskado_item")
public class ItemRow {
    @Id
    @Column(name = "id")
    private String id = "";

    @Column(name = "file_key")
    private String fileKey = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private RepositoryItem.State state = RepositoryItem.State.NEW;

    @Column(name = "content_length")
    private long contentLength;

    @Column(name = "created_ms")
    private long createdMs;

    @Column(name = "modified_ms")
    private long modifiedMs;

    @Column(name = "mime_type")
    private String mimeType = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "inspection")
    private Inspection inspection = Inspection.NONE;

    @Column(name = "media")
    private @Nullable String media;

    @Column(name = "has_poster")
    private boolean hasPoster;

    /** For JPA. */
    protected ItemRow() {}

    ItemRow(String id, String fileKey, long createdMs) {
        this.id = id;
        this.fileKey = fileKey;
        this.createdMs = createdMs;
        this.modifiedMs = createdMs;
        this.mimeType = "application/octet-stream";
    }

    String id() {
        return id;
    }

    String fileKey() {
        return fileKey;
    }

    RepositoryItem.State state() {
        return state;
    }

    long contentLength() {
        return contentLength;
    }

    long createdMs() {
        return createdMs;
    }

    long modifiedMs() {
        return modifiedMs;
    }

    String mimeType() {
        return mimeType;
    }

    Inspection inspection() {
        return inspection;
    }

    @Nullable
    String media() {
        return media;
    }

    boolean hasPoster() {
        return hasPoster;
    }

    void moveTo(RepositoryItem.State next) {
        state = next;
        inspection = next == RepositoryItem.State.STORED ? Inspection.PENDING : Inspection.NONE;
    }

    /** The modification time always grows, so that the entity tag changes with the bytes. */
    void bytesChanged(long length, long nowMs) {
        contentLength = length;
        modifiedMs = Math.max(nowMs, modifiedMs + 1);
    }

    void mimeType(String type) {
        mimeType = type;
    }

    void inspected(Inspection result, @Nullable String description, boolean poster) {
        inspection = result;
        media = description;
        hasPoster = poster;
    }
}
