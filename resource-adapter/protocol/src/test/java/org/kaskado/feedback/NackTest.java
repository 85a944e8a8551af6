package org.kaskado.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.PacketPool;
import org.kaskado.rtcp.Nack;

class NackTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Keeps what was asked for. */
    private static final class Asked implements NackOutput {
        final List<Integer> numbers = new ArrayList<>();
        int gaveUp;

        @Override
        public void nack(int[] sequenceNumbers, int count) {
            for (int i = 0; i < count; i++) {
                numbers.add(sequenceNumbers[i]);
            }
        }

        @Override
        public void gaveUp(int packets) {
            gaveUp += packets;
        }
    }

    @Test
    void shouldAskAfterTheToleranceAndAgainAfterARoundTrip() {
        NackGenerator generator = new NackGenerator(NackConfig.video());
        Asked asked = new Asked();
        generator.setRttNs(40 * MS);
        generator.onPacket(0, 65_534, asked);
        generator.onPacket(0, 1, asked);
        assertThat(generator.deadlineNs()).isEqualTo(10 * MS);
        generator.onTime(9 * MS, asked);
        assertThat(asked.numbers).isEmpty();
        generator.onPacket(9 * MS, 65_535, asked);
        generator.onTime(10 * MS, asked);
        assertThat(asked.numbers).containsExactly(0);
        assertThat(generator.deadlineNs()).isEqualTo(65 * MS);
        generator.onTime(65 * MS, asked);
        assertThat(asked.numbers).containsExactly(0, 0);
        generator.onPacket(90 * MS, 0, asked);
        assertThat(generator.deadlineNs()).isEqualTo(NackGenerator.NEVER);
        assertThat(generator.recovered()).isEqualTo(1);
        assertThat(asked.gaveUp).isZero();
    }

    @Test
    void shouldGiveUpAfterTheLastTryAndOnHopelessGaps() {
        NackGenerator generator = new NackGenerator(NackConfig.video());
        Asked asked = new Asked();
        generator.setRttNs(5 * MS);
        generator.onPacket(0, 0, asked);
        generator.onPacket(0, 2, asked);
        for (long now = 0; now < 2_000 * MS; now += MS) {
            generator.onTime(now, asked);
        }
        assertThat(asked.numbers).hasSize(10);
        assertThat(asked.gaveUp).isEqualTo(1);
        generator.onPacket(0, 1_000, asked);
        assertThat(asked.gaveUp).isEqualTo(998);
        assertThat(generator.missing()).isZero();
    }

    @Test
    void shouldForgetWhatIsBeforeAKeyFrame() {
        NackGenerator generator = new NackGenerator(NackConfig.video());
        Asked asked = new Asked();
        generator.onPacket(0, 0, asked);
        generator.onPacket(0, 5, asked);
        generator.onPacket(0, 10, asked);
        generator.onKeyFrame(8);
        generator.onTime(20 * MS, asked);
        assertThat(asked.numbers).containsExactly(8, 9);
    }

    @Test
    void shouldAskForExactlyWhatIsMissingWhateverTheOrder() {
        NackGenerator generator = new NackGenerator(NackConfig.video());
        Asked asked = new Asked();
        Random random = new Random(8);
        TreeSet<Integer> lost = new TreeSet<>();
        long now = 0;
        List<Integer> pending = new ArrayList<>();
        for (int number = 0; number < 20_000; number++) {
            now += MS;
            if (number > 0 && random.nextInt(20) == 0) {
                lost.add(number & 0xFFFF);
            } else {
                pending.add(number);
            }
            if (number % 5 == 4) {
                Collections.shuffle(pending, random);
                for (int arrived : pending) {
                    generator.onPacket(now, arrived & 0xFFFF, asked);
                }
                pending.clear();
            }
            generator.onTime(now, asked);
        }
        assertThat(new TreeSet<>(asked.numbers)).isSubsetOf(lost).hasSizeGreaterThan(lost.size() - 5);
    }

    @Test
    void shouldAnswerWithTheSamePacketOncePerRoundTripAndWithinTheBudget() {
        PacketPool pool = new PacketPool(600);
        PacketCache cache = new PacketCache(512, 1 << 20, 1_000 * MS);
        for (int i = 0; i < 520; i++) {
            cache.put(i * MS, (65_400 + i) & 0xFFFF, packet(pool, i), i * 10L);
        }
        assertThat(pool.inUse()).isEqualTo(512);
        NackResponder responder = new NackResponder(cache, 160_000);
        responder.setRttNs(50 * MS);
        List<Integer> sent = new ArrayList<>();
        NackResponder.Output out = (packet, number, note) -> {
            assertThat(packet.array()[0]).isEqualTo((byte) (note / 10));
            sent.add(number);
        };
        Nack nack = new Nack(1, 2, 65_401, 65_500, 10, 5_000);
        responder.onNack(520 * MS, nack, out);
        responder.onNack(530 * MS, nack, out);
        assertThat(sent).containsExactly(65_500, 10);
        assertThat(responder.notFound()).isEqualTo(4);
        responder.onNack(580 * MS, nack, out);
        assertThat(sent).hasSize(4);
        int[] many = new int[300];
        Arrays.setAll(many, i -> (65_450 + i) & 0xFFFF);
        responder.onNack(600 * MS, new Nack(1, 2, many), out);
        assertThat(responder.overBudget()).isPositive();
        cache.clear();
        assertThat(pool.inUse()).isZero();
    }

    private static PacketBuffer packet(PacketPool pool, int i) {
        PacketBuffer packet = pool.take();
        assertThat(packet).isNotNull();
        packet.bounds(0, 100);
        packet.array()[0] = (byte) i;
        return packet;
    }

    @Test
    void shouldKeepReferencesInBalanceWhateverIsPut() {
        PacketPool pool = new PacketPool(100);
        Random random = new Random(4);
        PacketCache cache = new PacketCache(64, 3_000, 200 * MS);
        long now = 0;
        int number = 0;
        for (int i = 0; i < 50_000; i++) {
            now += random.nextInt(10) * MS;
            number += random.nextInt(100) == 0 ? random.nextInt(70_000) : random.nextInt(4) - 1;
            PacketBuffer packet = packet(pool, i);
            cache.put(now, number & 0xFFFF, packet.share(), i);
            PacketBuffer found = cache.find(now, number & 0xFFFF);
            if (found != null) {
                assertThat(found).isSameAs(packet);
                assertThat(cache.note(number & 0xFFFF)).isEqualTo(i);
            }
            packet.release();
            assertThat(cache.bytes()).isLessThanOrEqualTo(3_000);
            assertThat(pool.inUse()).isEqualTo(cache.bytes() / 100);
        }
        cache.expire(now + 1_000 * MS);
        assertThat(pool.inUse()).isZero();
    }
}
