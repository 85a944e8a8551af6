package org.kaskado.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Wire;

class ReceivedTsnsTest {
    @Test
    void shouldReportTheSameBlocksAsAPlainSet() {
        Random random = new Random(1);
        long first = 0xFFFF_FF00L;
        ReceivedTsns tsns = new ReceivedTsns(first);
        TreeSet<Long> plain = new TreeSet<>();
        long cumulative = first - 1;
        for (int i = 0; i < 20_000; i++) {
            long tsn = cumulative + 1 + random.nextInt(random.nextInt(4) == 0 ? 300 : 2);
            if (random.nextInt(500) == 0) {
                long to = cumulative + random.nextInt(400);
                if (to > cumulative) {
                    tsns.forward(to);
                    plain.headSet(to, true).clear();
                    cumulative = to;
                }
            } else if (!plain.contains(tsn)) {
                assertThat(tsns.isDuplicate(tsn)).isFalse();
                tsns.add(tsn);
                plain.add(tsn);
            }
            while (plain.remove(cumulative + 1)) {
                cumulative++;
            }
            assertThat(tsns.cumulative()).isEqualTo(cumulative);
            assertThat(tsns.hasGap()).isEqualTo(!plain.isEmpty());
            if (i % 10 == 0) {
                assertThat(blocks(tsns)).isEqualTo(blocks(plain, cumulative));
            }
        }
    }

    @Test
    void shouldForgetEverythingWhenThePeerGivesUpFarAhead() {
        ReceivedTsns tsns = new ReceivedTsns(0);
        tsns.add(5);
        tsns.add(ReceivedTsns.WINDOW - 1);
        assertThat(tsns.isInWindow(ReceivedTsns.WINDOW)).isFalse();
        tsns.forward(1_000_000_000L);
        assertThat(tsns.cumulative()).isEqualTo(1_000_000_000L);
        assertThat(tsns.hasGap()).isFalse();
        assertThat(tsns.isDuplicate(1_000_000_005L)).isFalse();
    }

    private static List<Integer> blocks(ReceivedTsns tsns) {
        List<Integer> edges = new ArrayList<>();
        Script script = Script.fresh();
        PacketBuilder packet = new PacketBuilder(SctpConfig.webRtc());
        tsns.writeSack(0, packet, script);
        packet.flush(script);
        byte[] sack = script.last(ChunkType.SACK);
        for (int at = 12; at < sack.length; at += 2) {
            edges.add(Wire.get16(sack, at));
        }
        return edges;
    }

    private static List<Integer> blocks(TreeSet<Long> plain, long cumulative) {
        List<Integer> edges = new ArrayList<>();
        long previous = Long.MIN_VALUE;
        for (long tsn : plain) {
            int offset = (int) (tsn - cumulative);
            if (tsn == previous + 1) {
                edges.set(edges.size() - 1, offset);
            } else {
                edges.add(offset);
                edges.add(offset);
            }
            previous = tsn;
        }
        return edges;
    }
}
