package org.kaskado.pipeline;

import org.kaskado.connector.Command;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaByteSource;

/** Unguessable URLs under which an element gives or takes bytes. Called on the pipeline's loop. */
public interface MediaUrls {
    /** A new token; open requests for it come to the element on its loop. */
    String issue(ByteDoor door);

    /** The URL of a token. */
    String urlOf(String token);

    /** Ends a token; unknown ones are silence. */
    void revoke(String token);

    /** Opens byte streams. Each refuses with a {@link org.kaskado.connector.MediaException}. */
    interface ByteDoor {
        MediaByteSource openSource(Command.ByteStreamRequest request);

        MediaByteSink openSink(Command.ByteStreamRequest request);
    }
}
