package org.kaskado.content.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartParserTest {
    private static final String BOUNDARY = "----X-y";

    /** Takes at most some bytes per call, as a full target does. */
    private static final class Taker implements MultipartParser.Output {
        private final Random random;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private PartHeaders headers;

        Taker(long seed) {
            random = new Random(seed);
        }

        @Override
        public void onFile(PartHeaders file) {
            assertThat(headers).isNull();
            headers = file;
        }

        @Override
        public void write(ByteBuffer source) {
            int count = random.nextInt(source.remaining() + 1);
            byte[] taken = new byte[count];
            source.get(taken);
            bytes.writeBytes(taken);
        }
    }

    @Test
    void shouldGiveTheFileWhenBytesArriveInAnyPiecesAndTheTargetIsOftenFull() throws Exception {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            byte[] file = fileLikeADelimiter(random);
            byte[] body =
                    form(part("title", null, "a song".getBytes(StandardCharsets.UTF_8)), part("f", "a.mp4", file));
            Taker taker = new Taker(seed);
            MultipartParser parser = new MultipartParser(BOUNDARY, taker);

            feed(parser, body, random);

            assertThat(taker.bytes.toByteArray()).as("seed %d", seed).isEqualTo(file);
            assertThat(taker.headers).isEqualTo(new PartHeaders("f", "a.mp4", "video/mp4"));
            assertThat(parser.isComplete()).isTrue();
        }
    }

    @Test
    void shouldRefuseASecondFile() throws Exception {
        Taker taker = new Taker(1);
        MultipartParser parser = new MultipartParser(BOUNDARY, taker);
        byte[] body = form(part("f", "a", new byte[] {1}), part("g", "b", new byte[] {2}));

        assertThatThrownBy(() -> feed(parser, body, new Random(1)))
                .isInstanceOf(MultipartException.class)
                .hasMessageContaining("second file, 'b'");
    }

    @Test
    void shouldSkipAFieldWithoutAChosenFile() throws Exception {
        Taker taker = new Taker(1);
        MultipartParser parser = new MultipartParser(BOUNDARY, taker);

        feed(parser, form(part("f", "", new byte[0]), part("g", "b", new byte[] {2})), new Random(1));

        assertThat(taker.bytes.toByteArray()).containsExactly(2);
        assertThat(parser.hasFile()).isTrue();
    }

    @Test
    void shouldSkipPreambleAndEpilogueAndPadding() throws Exception {
        Taker taker = new Taker(1);
        MultipartParser parser = new MultipartParser("b", taker);
        String body =
                "hello\r\n--bad\r\n--b  \r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\nDATA\r\n--b--\r\nbye";

        assertThatThrownBy(() -> feed(
                        new MultipartParser("b", new Taker(2)), body.getBytes(StandardCharsets.UTF_8), new Random(3)))
                .isInstanceOf(MultipartException.class);
        feed(parser, body.replace("--bad", "bad").getBytes(StandardCharsets.UTF_8), new Random(3));

        assertThat(taker.bytes.toString(StandardCharsets.UTF_8)).isEqualTo("DATA");
        assertThat(parser.isComplete()).isTrue();
    }

    @Test
    void shouldNotBeCompleteWhenTheClosingDelimiterIsMissing() throws Exception {
        byte[] body = form(part("f", "a", new byte[100]));
        MultipartParser parser = new MultipartParser(BOUNDARY, new Taker(1));

        feed(parser, Arrays.copyOf(body, body.length - 10), new Random(1));

        assertThat(parser.isComplete()).isFalse();
    }

    @Test
    void shouldRefuseAHeaderWithoutEnd() {
        byte[] body = ("--" + BOUNDARY + "\r\n" + "x".repeat(MultipartParser.MAX_HEADER_BYTES + 1))
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> feed(new MultipartParser(BOUNDARY, new Taker(1)), body, new Random(1)))
                .isInstanceOf(MultipartException.class)
                .hasMessageContaining("16384 bytes");
    }

    @Test
    void shouldRefuseTooManyParts() {
        byte[] body = ("--b\r\n\r\n\r\n".repeat(MultipartParser.MAX_PARTS + 1)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> feed(new MultipartParser("b", new Taker(1)), body, new Random(1)))
                .isInstanceOf(MultipartException.class)
                .hasMessageContaining("100 parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ünïcode", "0123456789012345678901234567890123456789012345678901234567890123456789x"})
    void shouldRefuseABoundaryThatIsNone(String boundary) {
        assertThatThrownBy(() -> new MultipartParser(boundary, new Taker(1))).isInstanceOf(MultipartException.class);
    }

    @Test
    void shouldNeverFailOtherwiseWhenBytesAreMutated() {
        byte[] whole = form(part("t", null, new byte[20]), part("f", "a.mp4", new byte[300]));
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] body = mutate(whole, random);
            try {
                feed(new MultipartParser(BOUNDARY, new Taker(seed)), body, random);
            } catch (MultipartException expected) {
                assertThat(expected.getMessage()).as("seed %d", seed).isNotBlank();
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "form-data; name=\"f\"; filename=\"a;b.mp4\" | f | a;b.mp4",
                "form-data; name=\"f\"; filename=\"say \\\"hi\\\".mp4\" | f | say \"hi\".mp4",
                "form-data; name=\"f\"; filename=\"C:\\clips\\a.mp4\" | f | a.mp4",
                "form-data; name=\"f\"; filename=\"../../etc/passwd\" | f | passwd",
                "form-data; name=f; filename*=UTF-8''na%C3%AFve.mp4; filename=\"x\" | f | naïve.mp4",
                "form-data; name=f; filename*=nonsense; filename=\"x\" | f | x",
                "form-data; filename=\"unclosed | `` | unclosed",
                "form-data; name=\"f\" | f | -",
                "attachment | `` | -",
            })
    void shouldReadThePartHeader(String disposition, String name, String filename) {
        PartHeaders headers = PartHeaders.parse("\r\nContent-Disposition: " + disposition + "\r\n\r\n");

        assertThat(headers).isEqualTo(new PartHeaders(name, filename, null));
    }

    private static void feed(MultipartParser parser, byte[] body, Random random)
            throws IOException, MultipartException {
        int at = 0;
        while (at < body.length) {
            int count = Math.min(body.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 90));
            ByteBuffer input = ByteBuffer.wrap(body, at, count);
            do {
                parser.feed(input);
            } while (input.hasRemaining() || !parser.isIdle());
            at += count;
        }
    }

    private static byte[] fileLikeADelimiter(Random random) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] lookalike = ("\r\n--" + BOUNDARY).getBytes(StandardCharsets.US_ASCII);
        for (int i = random.nextInt(12); i > 0; i--) {
            file.write(lookalike, 0, random.nextInt(lookalike.length));
            byte[] noise = new byte[random.nextInt(6)];
            for (int at = 0; at < noise.length; at++) {
                noise[at] = (byte) "\r\n-Xz\0".charAt(random.nextInt(6));
            }
            file.writeBytes(noise);
        }
        return file.toByteArray();
    }

    private static byte[] mutate(byte[] whole, Random random) {
        byte[] body = Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(whole.length) + 1 : whole.length);
        for (int i = random.nextInt(4); i >= 0; i--) {
            body[random.nextInt(body.length)] = (byte) "\r\n-:;\"\\=*xX\0".charAt(random.nextInt(12));
        }
        return body;
    }

    private static byte[] part(String name, String filename, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String file = filename == null ? "" : "; filename=\"" + filename + "\"\r\nContent-Type: video/mp4";
        out.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(content);
        out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static byte[] form(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
