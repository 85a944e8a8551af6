package org.kaskado.content.runtime.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kaskado.repository.RepositoryHttpPlayer;
import org.kaskado.repository.RepositoryHttpRecorder;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemAttributes;
import org.kaskado.repository.RepositoryItemInfo;
import org.kaskado.repository.RepositoryItemStateException;
import org.kaskado.repository.RepositoryItemWriter;
import org.kaskado.repository.StoredMedia;

/** An item over one file, with the states of the contract and no database. */
final class FileItem implements RepositoryItem {
    static final Instant MODIFIED = Instant.parse("2026-11-20T10:00:00Z");

    private final Path file;
    private final Map<String, String> metadata = new ConcurrentHashMap<>();
    private volatile State state;
    private volatile String mimeType = "application/octet-stream";

    FileItem(Path file, State state) {
        this.file = file;
        this.state = state;
    }

    @Override
    public String getId() {
        return "item";
    }

    @Override
    public State getState() {
        return state;
    }

    @Override
    public RepositoryItemAttributes getAttributes() {
        try {
            long length = Files.exists(file) ? Files.size(file) : 0;
            return new RepositoryItemAttributes(length, MODIFIED, MODIFIED, mimeType, "\"tag-" + length + "\"");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public RepositoryItemInfo getInfo() {
        return new RepositoryItemInfo(
                "item", state, getAttributes(), metadata, RepositoryItemInfo.Inspection.NONE, null, false);
    }

    @Override
    public Map<String, String> getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(Map<String, String> entries) {
        metadata.clear();
        metadata.putAll(entries);
    }

    @Override
    public void putMetadataEntry(String name, String value) {
        metadata.put(name, value);
    }

    @Override
    public void setMimeType(String type) {
        mimeType = type;
    }

    @Override
    public InputStream createInputStreamToRead() {
        throw new UnsupportedOperationException();
    }

    @Override
    public OutputStream createOutputStreamToWrite() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel openForReading() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    @Override
    public RepositoryItemWriter openForWriting(long offset) throws IOException {
        if (state == State.STORED) {
            throw new RepositoryItemStateException("The item 'item' is STORED.", state);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(offset);
        channel.position(offset);
        state = State.STORING;
        return new Writer(channel);
    }

    private final class Writer implements RepositoryItemWriter {
        private final FileChannel channel;
        private long position;
        private boolean complete;

        Writer(FileChannel channel) throws IOException {
            this.channel = channel;
            this.position = channel.position();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            while (source.hasRemaining()) {
                position += channel.write(source);
            }
        }

        @Override
        public void complete() throws IOException {
            channel.close();
            complete = true;
            state = State.STORED;
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (!complete) {
                state = State.INCOMPLETE;
            }
        }
    }

    @Override
    public RepositoryHttpPlayer createRepositoryHttpPlayer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RepositoryHttpPlayer createRepositoryHttpPlayer(String sessionIdInUrl) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RepositoryHttpRecorder createRepositoryHttpRecorder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public RepositoryHttpRecorder createRepositoryHttpRecorder(String sessionIdInUrl) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUri() {
        return file.toUri().toString();
    }

    @Override
    public void beginRecording() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void finishRecording() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredMedia> getMedia() {
        return Optional.empty();
    }

    @Override
    public boolean hasPoster() {
        return false;
    }

    @Override
    public Optional<SeekableByteChannel> getPoster() {
        return Optional.empty();
    }
}
