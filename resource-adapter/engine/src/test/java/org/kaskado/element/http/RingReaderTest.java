package org.kaskado.element.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kaskado.processing.FromWorker;
import org.kaskado.runtime.ManualLoop;

/** Two clients of one live stream: one reads as bytes come, the other is slow. */
class RingReaderTest {
    private static final int FRAGMENT_BYTES = 200 << 10; // a second of 1.6 Mbit/s
    private static final int KEY_FRAME_EVERY_S = 4;

    private final ManualLoop loop = new ManualLoop();
    private final FragmentRing ring = new FragmentRing();
    private final List<String> told = new ArrayList<>();
    private final RingReader quick = reader("quick");
    private final RingReader slow = reader("slow");

    @Test
    void shouldSkipTheSlowOneToTheNewestKeyFrameAndLeaveTheOtherAlone() {
        String readByQuick = "";
        stream(FromWorker.ChunkKind.HEADER, 0);
        for (int second = 0; second < 30; second++) {
            stream(FromWorker.ChunkKind.FRAGMENT, second);
            readByQuick += read(quick);
        }
        String readBySlow = read(slow);

        assertThat(readByQuick).isEqualTo("H" + seconds(0, 30));
        assertThat(told).hasSize(1).first().asString().startsWith("slow skipped");
        assertThat(readBySlow)
                .as("what was queued, then from the newest key frame on")
                .startsWith("H" + seconds(0, 2))
                .endsWith(seconds(28, 30))
                .doesNotContain(seconds(20, 28));
    }

    @Test
    void shouldEndTheSlowOneAfterThirtySecondsAndLeaveTheOtherAlone() {
        stream(FromWorker.ChunkKind.HEADER, 0);
        String readByQuick = "";
        for (int second = 0; second < 35; second++) {
            stream(FromWorker.ChunkKind.FRAGMENT, second);
            readByQuick += read(quick);
            loop.advance(Duration.ofSeconds(1));
        }

        assertThat(readByQuick).isEqualTo("H" + seconds(0, 35));
        assertThat(told).last().isEqualTo("slow closed");
        assertThatThrownBy(() -> {
                    read(slow);
                    read(slow);
                })
                .hasMessageContaining("30 s");
        stream(FromWorker.ChunkKind.FRAGMENT, 35);
        assertThat(read(quick)).isEqualTo(seconds(35, 36));
    }

    private RingReader reader(String name) {
        return new RingReader(name, "video/webm", ring, true, loop, new RingReader.Owner() {
            @Override
            public void onSkipped(RingReader reader, long skippedNs) {
                told.add(name + " skipped " + skippedNs);
            }

            @Override
            public void onClosed(RingReader reader) {
                told.add(name + " closed");
            }
        });
    }

    private void stream(FromWorker.ChunkKind kind, int second) {
        boolean isHeader = kind == FromWorker.ChunkKind.HEADER;
        byte[] data = isHeader
                ? "H".getBytes(StandardCharsets.UTF_8)
                : ByteBuffer.allocate(FRAGMENT_BYTES).put((byte) ('0' + second)).array();
        ring.add(new FromWorker.ContainerBytes(
                1, kind, !isHeader && second % KEY_FRAME_EVERY_S == 0, second * 1_000_000_000L, data));
        quick.pump();
        slow.pump();
    }

    /** First bytes of the fragments of these seconds. */
    private static String seconds(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int second = from; second < to; second++) {
            text.append((char) ('0' + second));
        }
        return text.toString();
    }

    private String read(RingReader reader) {
        StringBuilder text = new StringBuilder();
        int count;
        do {
            loop.runPending();
            ByteBuffer target = ByteBuffer.allocate(1 << 20);
            count = reader.read(target);
            text.append(
                    new String(target.array(), 0, target.position(), StandardCharsets.ISO_8859_1).replace("\0", ""));
        } while (count > 0);
        return text.toString();
    }
}
