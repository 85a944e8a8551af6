package org.kaskado.content.runtime.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.InsufficientStorageException;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemWriter;

/** Uploads into a stored item, whole or in pieces. */
final class ItemTarget implements UploadTarget {
    /** Metadata entry with the client's name of the file. */
    static final String FILENAME = "filename";

    /** A whole body ends where it ends. */
    static final long ANY_LENGTH = -1;

    private static final int MAX_FILENAME_LENGTH = 255;

    private final RepositoryItem item;
    private final RepositoryItemWriter writer;
    private final boolean isLastPiece;
    private final long announcedBytes;
    private final long begin;
    private @Nullable PartHeaders file;

    /**
     * A target.
     *
     * @param isLastPiece whether the item is whole when this body is
     * @param announcedBytes length that the body must have, or {@link #ANY_LENGTH}
     */
    ItemTarget(RepositoryItem item, RepositoryItemWriter writer, boolean isLastPiece, long announcedBytes) {
        this.item = item;
        this.writer = writer;
        this.isLastPiece = isLastPiece;
        this.announcedBytes = announcedBytes;
        this.begin = writer.position();
    }

    @Override
    public void describe(PartHeaders headers) {
        file = headers;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        try {
            writer.write(bytes);
        } catch (InsufficientStorageException full) {
            throw refusal(UploadRefusedException.SC_INSUFFICIENT_STORAGE, full);
        } catch (IOException lost) {
            throw refusal(HttpServletResponse.SC_CONFLICT, lost);
        }
    }

    private static UploadRefusedException refusal(int status, IOException cause) {
        UploadRefusedException refusal =
                new UploadRefusedException(status, "The upload stopped: " + cause.getMessage());
        refusal.initCause(cause);
        return refusal;
    }

    @Override
    public void onRoom(Runnable callback) {
        callback.run();
    }

    @Override
    public UploadOutcome complete() throws IOException {
        describeItem();
        long bytes = writer.position() - begin;
        boolean isShort = announcedBytes != ANY_LENGTH && bytes != announcedBytes;
        if (isLastPiece && !isShort) {
            writer.complete();
        } else {
            writer.close();
        }
        return new UploadOutcome(bytes, isLastPiece && !isShort, file);
    }

    @Override
    public void abort(String cause) throws IOException {
        describeItem();
        writer.close();
    }

    private void describeItem() {
        PartHeaders headers = file;
        if (headers == null) {
            return;
        }
        String filename = headers.filename();
        String type = MediaTypes.choose(headers.contentType(), filename);
        if (!type.equals(MediaTypes.UNKNOWN)) {
            item.setMimeType(type);
        }
        if (filename != null && !filename.isBlank()) {
            int length = Math.min(filename.length(), MAX_FILENAME_LENGTH);
            item.putMetadataEntry(FILENAME, filename.substring(0, length));
        }
    }
}
