package org.kaskado.content.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaByteSource;

class UrlBytesTest {
    private final UrlBytes urls = new UrlBytes();
    private final AtomicLong counted = new AtomicLong();

    @Test
    void shouldTellTheGiverOfAUrlWhatWentThroughIt() {
        urls.listen("/kaskado/media/abc", counted::addAndGet);
        urls.count("/kaskado/repository/abc", 10);
        urls.count("abc", 5);
        urls.count("/kaskado/media/other", 100);
        urls.count("/kaskado/media/abc", -1);
        assertThat(counted).hasValue(15);
        urls.forget("/kaskado/media/abc");
        urls.count("abc", 5);
        assertThat(counted).hasValue(15);
    }

    @Test
    void shouldCountWhatASourceGivesAndASinkTakes() {
        urls.listen("/kaskado/media/abc", counted::addAndGet);
        MediaByteSource source = urls.counted("abc", new Source());
        MediaByteSink sink = urls.counted("abc", new Sink());
        ByteBuffer buffer = ByteBuffer.allocate(100);

        assertThat(source.read(buffer)).isEqualTo(7);
        assertThat(source.read(buffer)).isEqualTo(-1);
        assertThat(sink.write(ByteBuffer.wrap(new byte[20]))).isEqualTo(3);
        assertThat(counted).hasValue(10);
    }

    private static final class Source implements MediaByteSource {
        private boolean isRead;

        @Override
        public String contentType() {
            return "video/webm";
        }

        @Override
        public int read(ByteBuffer target) {
            if (isRead) {
                return -1;
            }
            isRead = true;
            target.put(new byte[7]);
            return 7;
        }

        @Override
        public void onReady(Runnable callback) {}

        @Override
        public void close(String cause) {}
    }

    private static final class Sink implements MediaByteSink {
        @Override
        public int write(ByteBuffer source) {
            source.position(source.position() + 3);
            return 3;
        }

        @Override
        public void onReady(Runnable callback) {}

        @Override
        public void close(String cause) {}
    }
}
