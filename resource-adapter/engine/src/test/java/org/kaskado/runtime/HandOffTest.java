package org.kaskado.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandOffTest {
    private final ManualLoop loop = new ManualLoop();
    private final List<Integer> got = new ArrayList<>();

    @Test
    void shouldDeliverInOrderAndRefuseWhatDoesNotFit() {
        HandOff<Integer> handOff = new HandOff<>(loop, 100, got::add);
        for (int i = 0; i < 150; i++) {
            handOff.offer(i);
        }
        assertThat(handOff.size()).isEqualTo(100);
        assertThat(handOff.refused()).isEqualTo(50);
        loop.runPending();
        assertThat(got).hasSize(100).isSorted();
        assertThat(handOff.offer(7)).isTrue();
    }

    @Test
    void shouldDeliverTheRestWhenTheReceiverThrows() {
        HandOff<Integer> handOff = new HandOff<>(loop, 10, item -> {
            if (item == 1) {
                throw new IllegalStateException("expected by the test");
            }
            got.add(item);
        });
        handOff.offer(1);
        handOff.offer(2);
        try {
            loop.runPending();
        } catch (IllegalStateException expected) {
            loop.runPending();
        }
        assertThat(got).containsExactly(2);
    }

    @Test
    void shouldKeepVirtualTimeInOrder() {
        List<String> ran = new ArrayList<>();
        loop.at(300, () -> ran.add("c" + loop.nowNs()));
        MediaLoop.Deadline cancelled = loop.at(250, () -> ran.add("never"));
        loop.at(100, () -> loop.at(200, () -> ran.add("b" + loop.nowNs())));
        cancelled.cancel();
        cancelled.cancel();
        loop.advance(Duration.ofNanos(1000));
        assertThat(ran).containsExactly("b200", "c300");
        assertThat(loop.waitingDeadlines()).isZero();
    }
}
