package org.kaskado.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kaskado.net.PacketBuffer;
import org.kaskado.payload.PayloadCodec;
import org.kaskado.rtp.ExtensionIds;

class LayerChoiceTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int[] FRAMES_PER_ROUND = {1, 4, 16};

    private final Random random = new Random(3);
    private final ForwardRecorder out = new ForwardRecorder();
    private final ForwardSource[] sources = new ForwardSource[2];
    private final Vp8Publisher[][] publishers = new Vp8Publisher[2][3];
    private final LayerChoice choice = new LayerChoice(LayerChoiceConfig.standard());
    private long nowNs;
    private LayerTrack speaker;
    private LayerTrack other;

    @BeforeEach
    void publishTwoSources() {
        for (int index = 0; index < 2; index++) {
            sources[index] = new ForwardSource(ForwardSourceConfig.video(PayloadCodec.VP8, 3, ExtensionIds.none()));
            for (int encoding = 0; encoding < 3; encoding++) {
                publishers[index][encoding] = new Vp8Publisher(10 * index + encoding, random);
            }
        }
        PayloadTypeMap types = PayloadTypeMap.of(Vp8Publisher.PAYLOAD_TYPE, 100);
        other = choice.add(sources[0].add(ReceiverConfig.plain(1), types), 1);
        speaker = choice.add(sources[1].add(ReceiverConfig.plain(2), types), 2);
        publish(3);
    }

    @Test
    void shouldServeTheHigherPriorityFirst() {
        long all = sources[1].bps(Layers.all(2));
        long low = sources[0].bps(new Layers(0, 0, 0));
        choice.onEstimate(nowNs, (long) ((all + low) * 1.2), out);
        assertThat(choice.desiredBps()).isEqualTo(sources[0].bps(Layers.all(2)) + sources[1].bps(Layers.all(2)));
        long ofSpeaker = sources[1].bps(speaker.chosen());
        long ofOther = sources[0].bps(other.chosen());
        assertThat(speaker.chosen().encoding()).isEqualTo(2);
        assertThat(ofOther).isPositive().isLessThan(ofSpeaker);
        assertThat(ofOther + ofSpeaker).isLessThan((long) ((all + low) * 1.2));
    }

    @Test
    void shouldPauseTheLowerPriorityWhenNotEvenTheLowestStepFits() {
        long low = sources[1].bps(new Layers(0, 0, 0));
        choice.onEstimate(nowNs, (long) (low * 1.3), out);
        assertThat(speaker.chosen()).isNotNull();
        assertThat(other.chosen()).isNull();
        assertThat(other.receiver().isPaused()).isTrue();
    }

    @Test
    void shouldStepDownAtOnceAndUpOnlyAfterTheHold() {
        long plenty = 2 * choiceCost();
        choice.onEstimate(nowNs, plenty, out);
        assertThat(speaker.chosen().encoding()).isEqualTo(2);
        choice.onEstimate(nowNs, sources[1].bps(Layers.all(0)), out);
        assertThat(speaker.chosen().encoding()).isZero();
        choice.onEstimate(nowNs, plenty, out);
        pass(SECOND_NS * 3 / 2);
        choice.onEstimate(nowNs, plenty, out);
        assertThat(speaker.chosen().encoding()).isZero();
        pass(SECOND_NS * 3 / 2);
        choice.onEstimate(nowNs, plenty, out);
        assertThat(speaker.chosen().encoding()).isEqualTo(2);
    }

    @Test
    void shouldNotSwingAroundAThreshold() {
        long edge = sources[1].bps(Layers.all(2)) + sources[0].bps(Layers.all(2));
        choice.onEstimate(nowNs, edge, out);
        Layers first = other.chosen();
        for (int round = 0; round < 100; round++) {
            pass(SECOND_NS * 19 / 10);
            choice.onEstimate(nowNs, (long) (edge * (1 + 0.05 * random.nextDouble())), out);
        }
        assertThat(other.chosen()).isEqualTo(first);
    }

    @Test
    void shouldKeepToTheLimitOfTheView() {
        speaker.setLimit(new Layers(1, 0, 1));
        choice.onEstimate(nowNs, 10 * choiceCost(), out);
        assertThat(speaker.chosen()).isEqualTo(new Layers(1, 0, 1));
    }

    @Test
    void shouldFallBackWhenTheWantedEncodingStops() {
        choice.onEstimate(nowNs, 2 * choiceCost(), out);
        assertThat(speaker.chosen().encoding()).isEqualTo(2);
        nowNs += 3 * SECOND_NS;
        choice.onEstimate(nowNs, 2 * choiceCost(), out);
        assertThat(speaker.chosen().encoding()).isLessThan(2);
    }

    private long choiceCost() {
        return sources[0].bps(Layers.all(2)) + sources[1].bps(Layers.all(2));
    }

    /** Time passes; single packets say that the encodings are there, and leave the measured rates as they are. */
    private void pass(long timeNs) {
        nowNs += timeNs;
        for (int index = 0; index < 2; index++) {
            for (int encoding = 0; encoding < 3; encoding++) {
                sources[index].onPacket(nowNs, encoding, publishers[index][encoding].next(), out);
            }
        }
    }

    private void publish(int seconds) {
        long endNs = nowNs + seconds * SECOND_NS;
        while (nowNs < endNs) {
            nowNs += SECOND_NS / 30;
            for (int index = 0; index < 2; index++) {
                for (int encoding = 0; encoding < 3; encoding++) {
                    for (int count = 0; count < FRAMES_PER_ROUND[encoding]; count++) {
                        PacketBuffer packet = publishers[index][encoding].next();
                        sources[index].onPacket(nowNs, encoding, packet, out);
                    }
                }
            }
        }
    }
}
