package org.kaskado.content.runtime.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the bytes of one upload, without any framing. Calls come one at a time. */
interface UploadTarget {
    /** What the client says of the file, before its first byte. Must not block. */
    void describe(PartHeaders headers);

    /** Takes bytes; those that it leaves are offered again after {@link #onRoom}. */
    void write(ByteBuffer bytes) throws IOException;

    /** Calls back once when {@link #write} would take bytes again; the callback only posts. */
    void onRoom(Runnable callback);

    /** Ends the upload well; may block. */
    UploadOutcome complete() throws IOException;

    /** Ends a broken upload; may block. */
    void abort(String cause) throws IOException;
}
