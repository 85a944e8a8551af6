package org.kaskado.content.runtime.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaException;

/** Uploads into a pipeline. */
final class SinkTarget implements UploadTarget {
    private final MediaByteSink sink;
    private long bytes;
    private @Nullable PartHeaders file;

    SinkTarget(MediaByteSink sink) {
        this.sink = sink;
    }

    @Override
    public void describe(PartHeaders headers) {
        file = headers;
    }

    @Override
    public void write(ByteBuffer source) throws IOException {
        try {
            while (source.hasRemaining()) {
                int taken = sink.write(source);
                if (taken == 0) {
                    return;
                }
                bytes += taken;
            }
        } catch (MediaException ended) {
            String sentence = "The pipeline takes no more bytes: " + ended.getMessage();
            throw refusal(sentence, ended);
        }
    }

    private static UploadRefusedException refusal(String sentence, MediaException cause) {
        UploadRefusedException refusal = new UploadRefusedException(HttpServletResponse.SC_GONE, sentence);
        refusal.initCause(cause);
        return refusal;
    }

    @Override
    public void onRoom(Runnable callback) {
        sink.onReady(callback);
    }

    @Override
    public UploadOutcome complete() {
        sink.close(null);
        return new UploadOutcome(bytes, true, file);
    }

    @Override
    public void abort(String cause) {
        sink.close(cause);
    }
}
