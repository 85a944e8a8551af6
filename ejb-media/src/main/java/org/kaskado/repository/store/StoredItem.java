package org.kaskado.repository.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.Optional;
import org.kaskado.repository.RepositoryHttpPlayer;
import org.kaskado.repository.RepositoryHttpRecorder;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemAttributes;
import org.kaskado.repository.RepositoryItemInfo;
import org.kaskado.repository.RepositoryItemStateException;
import org.kaskado.repository.RepositoryItemWriter;
import org.kaskado.repository.StoredMedia;

/** A live view of one item. */
final class StoredItem implements RepositoryItem {
    private final String id;
    private final StoredRepository repository;

    StoredItem(String id, StoredRepository repository) {
        this.id = id;
        this.repository = repository;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public State getState() {
        return row().state();
    }

    private ItemRow row() {
        return repository.table().require(id).row();
    }

    @Override
    public RepositoryItemAttributes getAttributes() {
        return getInfo().attributes();
    }

    @Override
    public RepositoryItemInfo getInfo() {
        return repository.info(repository.table().require(id));
    }

    @Override
    public Map<String, String> getMetadata() {
        return getInfo().metadata();
    }

    @Override
    public void setMetadata(Map<String, String> metadata) {
        MetadataRules.check(metadata);
        repository.table().putMetadata(id, metadata, true);
    }

    @Override
    public void putMetadataEntry(String name, String value) {
        Map<String, String> entry = Map.of(name, value);
        MetadataRules.check(entry);
        repository.table().putMetadata(id, entry, false);
    }

    @Override
    public void setMimeType(String mimeType) {
        MetadataRules.checkMimeType(mimeType);
        repository.table().update(id, row -> row.mimeType(mimeType));
    }

    @Override
    public InputStream createInputStreamToRead() {
        try {
            return Channels.newInputStream(open(row(), State.STORED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OutputStream createOutputStreamToWrite() {
        ItemRow row = row();
        if (row.state() != State.NEW) {
            throw new RepositoryItemStateException(
                    "The item '" + id + "' is " + row.state() + "; only a NEW one can be written by a stream.",
                    row.state());
        }
        try {
            return new WriterStream(openForWriting(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SeekableByteChannel openForReading() throws IOException {
        ItemRow row = row();
        return open(row, row.state() == State.INCOMPLETE ? State.INCOMPLETE : State.STORED);
    }

    private SeekableByteChannel open(ItemRow row, State needed) throws IOException {
        if (row.state() != needed) {
            throw new RepositoryItemStateException(
                    "The item '" + id + "' is " + row.state() + "; only a STORED one can be read.", row.state());
        }
        return repository.files().openForReading(row.fileKey());
    }

    @Override
    public RepositoryItemWriter openForWriting(long offset) throws IOException {
        return repository.writers().open(id, offset);
    }

    @Override
    public RepositoryHttpPlayer createRepositoryHttpPlayer() {
        return repository.sessions().player(this, null);
    }

    @Override
    public RepositoryHttpPlayer createRepositoryHttpPlayer(String sessionIdInUrl) {
        return repository.sessions().player(this, sessionIdInUrl);
    }

    @Override
    public RepositoryHttpRecorder createRepositoryHttpRecorder() {
        return repository.sessions().recorder(this, null);
    }

    @Override
    public RepositoryHttpRecorder createRepositoryHttpRecorder(String sessionIdInUrl) {
        return repository.sessions().recorder(this, sessionIdInUrl);
    }

    @Override
    public String getUri() {
        return repository.files().bytes(row().fileKey()).toUri().toString();
    }

    @Override
    public void beginRecording() {
        try {
            repository.writers().beginRecording(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void finishRecording() {
        try {
            repository.writers().finishRecording(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<StoredMedia> getMedia() {
        return MediaText.read(row().media());
    }

    @Override
    public boolean hasPoster() {
        return row().hasPoster();
    }

    @Override
    public Optional<SeekableByteChannel> getPoster() throws IOException {
        ItemRow row = row();
        return row.hasPoster() ? Optional.of(repository.files().openPoster(row.fileKey())) : Optional.empty();
    }
}
