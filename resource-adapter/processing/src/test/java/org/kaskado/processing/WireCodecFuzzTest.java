package org.kaskado.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that a broken or hostile peer could send: only messages and {@link WireException} may come of them. */
class WireCodecFuzzTest {
    private static final int ROUNDS = 200_000;

    @Test
    void shouldOnlyThrowWireExceptionsForChangedMessages() {
        Random random = new Random(1);
        List<byte[]> seeds = new ArrayList<>();
        WireSamples.toWorker().forEach(message -> seeds.add(WireCodec.encode(message)));
        WireSamples.fromWorker().forEach(message -> seeds.add(WireCodec.encode(message)));
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = changed(seeds.get(random.nextInt(seeds.size())).clone(), random);
            refused += isRefused(decoder(i), bytes) ? 1 : 0;
        }
        assertThat(refused).isBetween(ROUNDS / 10, ROUNDS - 1);
    }

    @Test
    void shouldOnlyThrowWireExceptionsForRandomBytes() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS / 10; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 4) {
                ByteBuffer.wrap(bytes).putInt(bytes.length - 4);
                bytes[4] = (byte) random.nextInt(20);
            }
            isRefused(decoder(i), bytes);
        }
    }

    @Test
    void shouldRefuseDeepNestingWithoutExhaustingTheStack() {
        byte[] deep = new byte[1 << 20];
        ByteBuffer out = ByteBuffer.wrap(deep);
        out.putInt(deep.length - 4).put((byte) 2).putLong(1); // a result …
        while (out.remaining() > 5) {
            out.put((byte) ValueTag.LIST.code()).putInt(1); // … with a list in a list in a list
        }
        assertThat(isRefused(WireCodec.fromWorkerDecoder(), deep)).isTrue();
    }

    private static WireDecoder<?> decoder(int round) {
        return round % 2 == 0 ? WireCodec.toWorkerDecoder() : WireCodec.fromWorkerDecoder();
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static <M> boolean isRefused(WireDecoder<M> decoder, byte[] bytes) {
        try {
            decoder.feed(ByteBuffer.wrap(bytes), message -> assertThat(message).isNotNull());
            return false;
        } catch (WireException expected) {
            return true;
        }
    }
}
