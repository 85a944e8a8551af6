package org.kaskado.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceTest {
    @Test
    void shouldCompareAcrossTheWrap() {
        assertThat(Seq16.difference(2, 0xFFFE)).isEqualTo(4);
        assertThat(Seq16.isNewer(0, 0xFFFF)).isTrue();
        assertThat(Seq16.isNewer(0xFFFF, 0)).isFalse();
        assertThat(Seq16.isNewer(0x8000, 0)).isFalse();
        assertThat(Seq16.isNewer(0, 0x8000)).isFalse();
        assertThat(Seq16.add(0xFFFF, 3)).isEqualTo(2);
    }

    @Test
    void shouldCountOnWhenSixteenBitsWrapAndPacketsAreReordered() {
        ExtendedSequence sequence = new ExtendedSequence();
        Random random = new Random(1);
        long truth = 65_536 + 65_000;
        assertThat(sequence.update(65_000)).isEqualTo(truth);
        for (int i = 0; i < 200_000; i++) {
            truth++;
            long jittered = truth + random.nextInt(200) - 100;
            assertThat(sequence.extend((int) jittered & 0xFFFF)).isEqualTo(jittered);
            assertThat(sequence.update((int) truth & 0xFFFF)).isEqualTo(truth);
            assertThat(sequence.newest()).isEqualTo(truth);
        }
    }

    @Test
    void shouldStayPositiveWhenThePacketBeforeTheFirstComes() {
        ExtendedSequence sequence = new ExtendedSequence();
        assertThat(sequence.newest()).isEqualTo(ExtendedSequence.NONE);
        assertThat(sequence.update(0)).isEqualTo(65_536);
        assertThat(sequence.update(0xFFFF)).isEqualTo(65_535);
        assertThat(sequence.newest()).isEqualTo(65_536);
    }

    @Test
    void shouldUnwrapTimestampsBothWays() {
        TimestampUnwrapper unwrapper = new TimestampUnwrapper();
        assertThat(unwrapper.unwrap(0xFFFF_FF00L)).isEqualTo(0xFFFF_FF00L);
        assertThat(unwrapper.unwrap(0x100)).isEqualTo(0x1_0000_0100L);
        assertThat(unwrapper.unwrap(0xFFFF_FFFFL)).isEqualTo(0xFFFF_FFFFL);
        assertThat(TimestampUnwrapper.difference(5, 0xFFFF_FFFFL)).isEqualTo(6);
    }
}
