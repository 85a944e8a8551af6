package org.kaskado.content.runtime.http;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaByteSource;

/**
 * Tells those who gave out a media or repository URL how many bytes went through it. URLs are known by their last part,
 * which is unguessable. The one instance is shared by all web applications, since this library is loaded once. Any thread.
 */
public final class UrlBytes {
    private static final UrlBytes SERVER = new UrlBytes();

    private final Map<String, LongConsumer> listeners = new ConcurrentHashMap<>();

    /** An empty set; servers use {@link #server}. */
    UrlBytes() {}

    /** The URLs of this server. */
    public static UrlBytes server() {
        return SERVER;
    }

    /** Tells every further count of a URL, until {@link #forget}; at most one listener per URL. */
    public void listen(String url, LongConsumer listener) {
        listeners.put(key(url), listener);
    }

    /** Ends {@link #listen}; unknown ones are silence. */
    public void forget(String url) {
        listeners.remove(key(url));
    }

    /** Bytes of bodies went through a URL, or the last part of one. */
    public void count(String url, long bytes) {
        LongConsumer listener = listeners.get(key(url));
        if (listener != null && bytes > 0) {
            listener.accept(bytes);
        }
    }

    /** The same source, counted. */
    public MediaByteSource counted(String url, MediaByteSource source) {
        return new Source(this, url, source);
    }

    /** The same sink, counted. */
    public MediaByteSink counted(String url, MediaByteSink sink) {
        return new Sink(this, url, sink);
    }

    private static String key(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private record Source(UrlBytes owner, String url, MediaByteSource source) implements MediaByteSource {
        @Override
        public String contentType() {
            return source.contentType();
        }

        @Override
        public int read(ByteBuffer target) {
            int count = source.read(target);
            owner.count(url, count);
            return count;
        }

        @Override
        public void onReady(Runnable callback) {
            source.onReady(callback);
        }

        @Override
        public void close(@Nullable String cause) {
            source.close(cause);
        }
    }

    private record Sink(UrlBytes owner, String url, MediaByteSink sink) implements MediaByteSink {
        @Override
        public int write(ByteBuffer source) {
            int count = sink.write(source);
            owner.count(url, count);
            return count;
        }

        @Override
        public void onReady(Runnable callback) {
            sink.onReady(callback);
        }

        @Override
        public void close(@Nullable String cause) {
            sink.close(cause);
        }
    }
}
