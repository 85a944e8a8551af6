package org.kaskado.engine.uri;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.MediaFiles;

/**
 * A resource that is read over HTTP. Bytes in order come over one connection; a jump opens another one with a range.
 * At most one read is under way, so that the connection has one user at a time.
 */
final class HttpInput implements MediaFiles.Input {
    private static final int CLOSER_THAN_A_REQUEST_BYTES = 64 << 10; // reading over a small gap beats a new connection

    private final BlockingCalls calls;
    private final HttpFetch fetch;
    private final URI uri;
    private final boolean isSeekable;
    private final long lengthBytes;
    private final @Nullable String contentType;
    private final @Nullable String validator;
    private final AtomicReference<@Nullable Connection> connection;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    /** A response and how far it was read. */
    private static final class Connection {
        private final HttpFetch.Response response;
        private long position;

        Connection(HttpFetch.Response response, long position) {
            this.response = response;
            this.position = position;
        }
    }

    private HttpInput(BlockingCalls calls, HttpFetch fetch, URI asked, HttpFetch.Response first) {
        this.calls = calls;
        this.fetch = fetch;
        this.uri = asked;
        HttpHead head = first.head();
        long total = head.contentRange().map(HttpHead.Range::total).orElse(-1L);
        lengthBytes = head.status() == 206 ? total : head.isChunked() ? -1 : head.contentLength();
        isSeekable =
                lengthBytes >= 0 && (head.status() == 206 || "bytes".equalsIgnoreCase(head.field("accept-ranges")));
        contentType = head.field("content-type");
        String tag = head.field("etag");
        validator = tag != null && tag.startsWith("\"") ? tag : null; // RFC 9110 §13.1.5: strong ones only
        connection = new AtomicReference<>(new Connection(first, 0));
    }

    /** Opens a resource. Blocks. */
    static HttpInput open(BlockingCalls calls, HttpFetch fetch, URI uri) throws IOException {
        HttpFetch.Response first = fetch.get(uri, 0, null);
        if (first.head().status() == 206
                && first.head().contentRange().map(range -> range.first() != 0).orElse(true)) {
            first.close();
            throw new IOException("'" + uri + "' answered with another range than was asked for");
        }
        return new HttpInput(calls, fetch, uri, first);
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public boolean isSeekable() {
        return isSeekable;
    }

    @Override
    public @Nullable String contentType() {
        return contentType;
    }

    @Override
    public @Nullable String name() {
        String path = uri.getPath();
        return path == null ? null : path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public CompletionStage<byte[]> read(long offset, int maxBytes) {
        if (lengthBytes >= 0 && offset >= lengthBytes) {
            return CompletableFuture.completedFuture(new byte[0]);
        }
        return calls.call("reading " + uri, () -> readBlocking(offset, maxBytes));
    }

    @Override
    public void close() {
        isClosed.set(true);
        Connection open = connection.getAndSet(null);
        if (open != null) {
            close(open); // closing a socket does not block, and ends a read that waits
        }
    }

    private byte[] readBlocking(long offset, int maxBytes) throws IOException {
        try {
            return readOnce(at(offset), offset, maxBytes);
        } catch (IOException e) {
            if (!isSeekable) {
                throw e;
            }
            return readOnce(reopened(offset), offset, maxBytes); // once: servers may close connections that wait
        }
    }

    private byte[] readOnce(Connection from, long offset, int maxBytes) throws IOException {
        byte[] bytes = new byte[maxBytes];
        while (from.position < offset) {
            int skipped = from.response.body().read(bytes, 0, (int) Math.min(maxBytes, offset - from.position));
            if (skipped < 0) {
                return new byte[0];
            }
            from.position += skipped;
        }
        int count = from.response.body().read(bytes, 0, maxBytes);
        if (count < 0) {
            return new byte[0];
        }
        from.position += count;
        return count == maxBytes ? bytes : Arrays.copyOf(bytes, count);
    }

    private Connection at(long offset) throws IOException {
        Connection open = connection.get();
        if (open != null
                && offset >= open.position
                && (offset == open.position || offset - open.position <= CLOSER_THAN_A_REQUEST_BYTES)) {
            return open;
        }
        if (!isSeekable) {
            throw new MediaException(
                    MediaErrorCode.MEDIA_FORMAT_UNSUPPORTED,
                    "'" + uri + "' must be read out of order, but its server gives no ranges");
        }
        return reopened(offset);
    }

    private Connection reopened(long offset) throws IOException {
        HttpFetch.Response response = fetch.get(uri, offset, validator);
        HttpHead.Range range = response.head().contentRange().orElse(null);
        boolean isWhole = response.head().status() == 200 && offset == 0;
        boolean isAsked = range != null && range.first() == offset && range.total() == lengthBytes;
        if (!isWhole && !isAsked) {
            response.close();
            throw new MediaException(
                    MediaErrorCode.UNEXPECTED_ERROR, "'" + uri + "' changed, or its server gives no ranges any more");
        }
        Connection opened = new Connection(response, offset);
        Connection former = connection.getAndSet(opened);
        if (former != null) {
            close(former);
        }
        if (isClosed.get()) {
            close();
            throw new IOException("'" + uri + "' was closed");
        }
        return opened;
    }

    private void close(Connection former) {
        try {
            former.response.close();
        } catch (IOException e) {
            System.getLogger("org.kaskado.engine").log(System.Logger.Level.DEBUG, "closing " + uri, e);
        }
    }
}
