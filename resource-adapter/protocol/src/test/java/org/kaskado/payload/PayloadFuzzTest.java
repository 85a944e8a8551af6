package org.kaskado.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mutated and random payloads: no exception, bounded frames. */
class PayloadFuzzTest {
    private static final int CASES = 20_000;
    private static final int MAX_FRAME = 20_000;

    @ParameterizedTest
    @EnumSource(PayloadCodec.class)
    void shouldSurviveAnyPayload(PayloadCodec codec) {
        Random random = new Random(codec.encodingName().hashCode());
        List<byte[]> corpus = corpus(codec, random);
        Depacketizer depacketizer = Depacketizer.of(codec, MAX_FRAME);
        PayloadPeek peek = PayloadPeek.of(codec);
        PayloadFacts facts = new PayloadFacts();
        FrameRecorder out = new FrameRecorder();
        long timestamp = 0;
        for (int round = 0; round < CASES; round++) {
            byte[] payload = mutate(corpus.get(random.nextInt(corpus.size())), random);
            timestamp += random.nextInt(5) == 0 ? 1 : 0;
            depacketizer.onPacket(
                    new RtpPayload(round, timestamp, random.nextInt(6) == 0, payload, 0, payload.length), out);
            if (peek.peek(payload, 0, payload.length, facts)) {
                assertThat(facts.headerBytes()).isBetween(0, payload.length);
                assertThat(facts.pictureIdOffset()).isLessThan(payload.length);
                assertThat(facts.tl0PicIdxOffset()).isLessThan(payload.length);
            }
        }
        assertThat(out.frames).allMatch(frame -> frame.data().length <= MAX_FRAME);
    }

    @ParameterizedTest
    @EnumSource(PayloadCodec.class)
    void shouldSurviveAnyFrame(PayloadCodec codec) {
        Random random = new Random(7);
        Packetizer packetizer = Packetizer.of(codec);
        for (int round = 0; round < CASES / 10; round++) {
            byte[] frame = mutate(TestFrames.of(codec, random.nextBoolean(), 2 + random.nextInt(3000), random), random);
            packetizer.packetize(
                    frame,
                    random.nextBoolean(),
                    (data, offset, length, marker, timestampOffset) ->
                            assertThat(length).isBetween(1, PacketizerConfig.MAX_PAYLOAD_BYTES));
        }
    }

    private static List<byte[]> corpus(PayloadCodec codec, Random random) {
        PayloadStream stream = new PayloadStream(Packetizer.of(codec));
        for (int index = 0; index < 10; index++) {
            stream.add(TestFrames.of(codec, index == 0, 50 + random.nextInt(2000), random), index == 0);
        }
        List<byte[]> corpus =
                new ArrayList<>(stream.packets.stream().map(RtpPayload::data).toList());
        corpus.add(new byte[0]);
        return corpus;
    }

    static byte[] mutate(byte[] valid, Random random) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] bytes = Arrays.copyOf(valid, random.nextInt(3) == 0 ? random.nextInt(valid.length + 1) : valid.length);
        for (int count = random.nextInt(4); count > 0 && bytes.length > 0; count--) {
            int range = random.nextBoolean() ? Math.min(6, bytes.length) : bytes.length;
            bytes[random.nextInt(range)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
