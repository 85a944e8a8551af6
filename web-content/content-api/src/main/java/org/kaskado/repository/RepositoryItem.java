package org.kaskado.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One stored item. Methods throw {@link NoSuchElementException} when the item was removed, and {@link
 * RepositoryItemStateException} when its state does not allow the call.
 */
public interface RepositoryItem {
    /** Where an item is in its life. */
    enum State {
        /** Made, no bytes yet. */
        NEW,
        /** Bytes are arriving. */
        STORING,
        /** Whole; the bytes never change again. */
        STORED,
        /** The upload broke or the server ended; what arrived is kept and may be continued. */
        INCOMPLETE
    }

    /** The id, unique in the repository. */
    String getId();

    /** The present state. */
    State getState();

    /** Length, dates, media type and entity tag of the bytes. */
    RepositoryItemAttributes getAttributes();

    /** Everything about the item in one consistent snapshot. */
    RepositoryItemInfo getInfo();

    /** A copy of the metadata. */
    Map<String, String> getMetadata();

    /** Replaces the metadata: at most 64 entries, names to 200 and values to 4 000 characters. */
    void setMetadata(Map<String, String> metadata);

    /** Adds or replaces one metadata entry. */
    void putMetadataEntry(String name, String value);

    /** Sets the media type, such as {@code video/webm}. */
    void setMimeType(String mimeType);

    /** Reads the bytes of a STORED item. */
    InputStream createInputStreamToRead();

    /** Writes a NEW item once; {@code close()} makes it STORED. */
    OutputStream createOutputStreamToWrite();

    /** Reads a STORED item, or what arrived of an INCOMPLETE one; the caller closes it. */
    SeekableByteChannel openForReading() throws IOException;

    /**
     * Writes from an offset: 0 for a NEW item, at most the present length for an INCOMPLETE or STORING one. Bytes behind
     * the offset are dropped. A former writer of the same item loses it and its next write fails.
     *
     * @throws RepositoryItemStateException for a STORED item
     * @throws IllegalArgumentException when the offset would leave a gap
     */
    RepositoryItemWriter openForWriting(long offset) throws IOException;

    /** A URL where one HTTP client may read the bytes, again until its auto-termination time. */
    RepositoryHttpPlayer createRepositoryHttpPlayer();

    /** The same with a session id of the caller's choice, which must be unguessable and match {@link Repository#ID_PATTERN}. */
    RepositoryHttpPlayer createRepositoryHttpPlayer(String sessionIdInUrl);

    /** A URL where one HTTP client may write the bytes. */
    RepositoryHttpRecorder createRepositoryHttpRecorder();

    /** The same with a session id of the caller's choice, which must be unguessable and match {@link Repository#ID_PATTERN}. */
    RepositoryHttpRecorder createRepositoryHttpRecorder(String sessionIdInUrl);

    /** A {@code file:} URI for {@code PlayerEndpoint}, or for {@code RecorderEndpoint} after {@link #beginRecording}. */
    String getUri();

    /** Hands a NEW item to a {@code RecorderEndpoint}: it becomes STORING, and {@link #getUri} is where to record. */
    void beginRecording();

    /** Tells that the recorder has stopped: STORED when it left bytes, else INCOMPLETE. */
    void finishRecording();

    /** What the bytes are, once the media inspector has read them; empty before and for what is not media. */
    Optional<StoredMedia> getMedia();

    /** The tracks of {@link #getMedia}, or none. */
    default List<StoredTrack> getTracks() {
        return getMedia().map(StoredMedia::tracks).orElse(List.of());
    }

    /** Whether a poster was made. */
    boolean hasPoster();

    /** The poster, a JPEG picture, or empty; the caller closes it. */
    Optional<SeekableByteChannel> getPoster() throws IOException;
}
