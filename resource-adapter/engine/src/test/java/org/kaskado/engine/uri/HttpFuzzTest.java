package org.kaskado.engine.uri;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a server answers: it is read, or refused as an IOException, within bounds. */
class HttpFuzzTest {
    private static final List<String> SEEDS = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: video/webm\r\n\r\nhello",
            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-4/5\r\nContent-Length: 5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
            "HTTP/1.0 302 Found\nLocation: /x\n\n");

    @Test
    void shouldReadOrRefuseWhateverComes() {
        Random random = new Random(42);
        byte[] buffer = new byte[64];
        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = mutated(random);
            try {
                ByteArrayInputStream in = new ByteArrayInputStream(bytes);
                HttpHead head = HttpHead.read(in);
                head.contentRange();
                HttpBody body = new HttpBody(head, in);
                int total = 0;
                for (int count = body.read(buffer, 0, 64); count >= 0; count = body.read(buffer, 0, 64)) {
                    total += count;
                    assertThat(total).isLessThanOrEqualTo(bytes.length);
                }
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.ISO_8859_1);
        for (int change = random.nextInt(5); change > 0; change--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
