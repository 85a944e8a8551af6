package org.kaskado.pipeline;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Opens what URIs name, under the URI policy. Called on the pipeline's loop; every stage completes there, exceptionally
 * with a {@link org.kaskado.connector.MediaException}.
 */
public interface MediaFiles {
    /** Opens a file or an HTTP resource for reading. */
    CompletionStage<Input> open(String uri);

    /** Reads a small resource whole, such as an image. */
    CompletionStage<byte[]> load(String uri, int maxBytes);

    /** Makes a new, empty file for a recording. */
    CompletionStage<Output> create(String uri);

    /** A place on disk for bytes that must be whole before they can be read. */
    CompletionStage<Spool> spool();

    /** Bytes that wait until they are whole. One call at a time. */
    interface Spool {
        /** Adds bytes; answers how many there are. */
        CompletionStage<Long> append(byte[] bytes);

        /** The whole as an input; closing that frees the space. */
        CompletionStage<Input> finish();

        /** Frees the space of what was not finished. */
        void discard();
    }

    /** An opened input. At most one read may be under way. */
    interface Input {
        /** -1 when unknown. */
        long lengthBytes();

        boolean isSeekable();

        @Nullable
        String contentType();

        /** Last part of the path. */
        @Nullable
        String name();

        /** Reads at most that many bytes; nothing read means the end. */
        CompletionStage<byte[]> read(long offset, int maxBytes);

        /** Closing twice is silence. */
        void close();
    }

    /** A file that was made for a recording. */
    interface Output {
        /** Absolute, without links. */
        String path();

        /** Whether the disk still has more free space than the configured floor. */
        CompletionStage<Boolean> hasSpace();

        /** Removes the file when nothing was written to it. */
        void discardIfEmpty();
    }
}
