package org.kaskado.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Wire;

/** Any bytes, at any moment: no exception, bounded memory, bounded output. */
class SctpFuzzTest {
    private static final int CASES = 20_000;

    @Test
    void shouldSurviveMutatedPacketsOfARealConversation() {
        List<byte[]> corpus = corpus();
        Random random = new Random(42);
        Script script = Script.connected();
        for (int i = 0; i < CASES; i++) {
            if (!script.ended.isEmpty() || i % 500 == 0) {
                script = Script.connected();
            }
            byte[] packet = mutate(corpus.get(random.nextInt(corpus.size())), random);
            seal(packet, script.theirTag, random);
            feed(script, packet);
        }
        assertThat(corpus).hasSizeGreaterThan(100);
    }

    @Test
    void shouldSurviveRandomChunks() {
        Random random = new Random(43);
        Script script = Script.connected();
        for (int i = 0; i < CASES; i++) {
            if (!script.ended.isEmpty()) {
                script = Script.connected();
            }
            byte[] value = new byte[random.nextInt(60)];
            random.nextBytes(value);
            int[] types = {0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 130, 192, 64, random.nextInt(256)};
            byte[] chunk = Script.chunk(types[random.nextInt(types.length)], random.nextInt(16), value);
            feed(script, Script.packet(script.theirTag, chunk));
        }
        assertThat(script.association).isNotNull();
    }

    @Test
    void shouldSurviveRandomBytes() {
        Random random = new Random(44);
        Script script = Script.connected();
        for (int i = 0; i < CASES; i++) {
            byte[] packet = new byte[random.nextInt(120)];
            random.nextBytes(packet);
            feed(script, packet);
        }
        assertThat(script.messages).isEmpty();
    }

    @Test
    void shouldReadAnyOpenMessage() {
        Random random = new Random(45);
        byte[] valid = Dcep.open(0, DataChannelConfig.reliable("label")).data();
        int read = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] data = mutate(valid, random);
            read += data.length > 0 && Dcep.parseOpen(data) != null ? 1 : 0;
        }
        assertThat(read).isBetween(1, CASES - 1);
    }

    /** A peer that opens every stream there is gets its channels up to the cap; the rest is closed again. */
    @Test
    void shouldCapAFloodOfOpens() {
        SctpConfig wide = SctpConfig.webRtc().withCaps(65_535, 100, 1024 * 1024);
        TwoPeers peers = new TwoPeers(wide.withCaps(65_535, 65_535, 16 * 1024 * 1024), wide, 46);
        peers.delayMs(1, 0).connected();
        for (int i = 0; i < 32_768; i++) {
            peers.left.open(DataChannelConfig.reliable(""));
        }
        peers.run(600_000);
        assertThat(peers.right.opened).hasSize(100);
        assertThat(peers.left.closed.size()).isGreaterThan(32_000);
        assertThat(peers.right.ended).isEmpty();
    }

    private static void feed(Script script, byte[] packet) {
        int before = script.sent.size();
        script.nowNs += 10_000_000;
        script.association.onPacket(script.nowNs, packet, 0, packet.length, script);
        if (script.association.deadlineNs() <= script.nowNs) {
            script.association.onTime(script.nowNs, script);
        }
        assertThat(script.sent.size() - before).isLessThan(24);
        if (script.sent.size() > 5_000) {
            script.sent.clear();
        }
    }

    private static List<byte[]> corpus() {
        List<byte[]> corpus = new ArrayList<>();
        TwoPeers peers = TwoPeers.seed(47).loss(0.1);
        peers.record = corpus::add;
        DataChannel channel =
                peers.left.open(DataChannelConfig.reliable("x").with(new Reliability(true, 0, Reliability.UNLIMITED)));
        peers.connected();
        for (int i = 0; i < 40; i++) {
            peers.left.send(channel, DataMessage.binary(new byte[i * 40]));
            peers.run(30);
        }
        peers.left.channels.close(peers.nowNs, channel, peers.left);
        peers.run(3_000);
        peers.left.channels.shutdown(peers.nowNs, peers.left);
        peers.run(3_000);
        return corpus;
    }

    private static byte[] mutate(byte[] valid, Random random) {
        int length = random.nextInt(8) == 0 ? random.nextInt(valid.length + 1) : valid.length;
        byte[] data = Arrays.copyOf(valid, length);
        for (int i = random.nextInt(4); i > 0 && length > 0; i--) {
            int at = Math.min(length - 1, random.nextInt(random.nextBoolean() ? 40 : length));
            data[at] = (byte) (random.nextBoolean() ? random.nextInt() : data[at] ^ (1 << random.nextInt(8)));
        }
        return data;
    }

    /** Ports, tag and checksum right most times, so that the chunks are read. */
    private static void seal(byte[] packet, long tag, Random random) {
        if (packet.length >= 16 && random.nextInt(20) != 0) {
            Wire.put32(packet, 0, (5000L << 16) | 5000);
            Wire.put32(packet, 4, packet[12] == ChunkType.INIT ? 0 : tag);
            new Checksum().put(packet, 0, packet.length);
        }
    }
}
