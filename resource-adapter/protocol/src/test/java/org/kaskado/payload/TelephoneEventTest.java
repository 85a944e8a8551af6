package org.kaskado.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;

class TelephoneEventTest {
    @Test
    void shouldReportOnePressFromManyPacketsWithLoss() {
        TelephoneEventSender sender = new TelephoneEventSender(8000);
        List<byte[]> packets = new ArrayList<>();
        List<Boolean> markers = new ArrayList<>();
        sender.start(0, TelephoneEvent.eventOf('#'), 160_000_000);
        while (sender.isBusy()) {
            sender.onTime(sender.deadlineNs(), (event, marker) -> {
                packets.add(event.toByteArray());
                markers.add(marker);
            });
        }
        assertThat(packets).hasSize(6);
        assertThat(markers).containsExactly(true, false, false, false, false, false);
        Recorder out = new Recorder();
        TelephoneEventReceiver receiver = new TelephoneEventReceiver();
        for (byte[] packet : packets.subList(2, 5)) {
            assertThat(receiver.onPayload(7, packet, 0, 4, out)).isEqualTo(Drop.NONE);
        }
        assertThat(out.lines).containsExactly("began #", "ended # 1280");
        receiver.onPayload(2000, packets.get(0), 0, 4, out);
        assertThat(receiver.onPayload(7, packets.get(5), 0, 4, out)).isEqualTo(Drop.LATE);
        assertThat(out.lines).hasSize(3);
    }

    @Test
    void shouldKnowItsKeysOnly() {
        assertThat(TelephoneEvent.eventOf('d')).isEqualTo(15);
        assertThatThrownBy(() -> TelephoneEvent.eventOf('x')).hasMessageContaining("0123456789*#ABCD");
        assertThat(new TelephoneEvent(16, false, 0, 0).key()).isEqualTo('?');
    }

    @Test
    void shouldSurviveAnyPayload() {
        Random random = new Random(1);
        Recorder out = new Recorder();
        TelephoneEventReceiver receiver = new TelephoneEventReceiver();
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(9)];
            random.nextBytes(bytes);
            Drop drop = receiver.onPayload(random.nextInt() & 0xFFFF_FFFFL, bytes, 0, bytes.length, out);
            assertThat(drop == Drop.MALFORMED).isEqualTo(bytes.length < 4);
        }
    }

    @Test
    void shouldMeasureOpusPackets() {
        assertThat(OpusPacket.ticks(new byte[] {(byte) 0xFC, 1}, 0, 2)).isEqualTo(960);
        assertThat(OpusPacket.ticks(new byte[] {0x08, 1}, 0, 2)).isEqualTo(960);
        assertThat(OpusPacket.ticks(new byte[] {0x19, 1}, 0, 2)).isEqualTo(5760);
        assertThat(OpusPacket.ticks(new byte[] {(byte) 0x83, 3}, 0, 2)).isEqualTo(360);
        assertThat(OpusPacket.ticks(new byte[] {0x1B, 63}, 0, 2)).isZero();
        assertThat(OpusPacket.ticks(new byte[0], 0, 0)).isZero();
        assertThat(OpusPacket.isStereo(new byte[] {(byte) 0xFC}, 0)).isTrue();
    }

    private static final class Recorder implements TelephoneEventReceiver.Output {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void began(TelephoneEvent event) {
            lines.add("began " + event.key());
        }

        @Override
        public void ended(TelephoneEvent event) {
            lines.add("ended " + event.key() + " " + event.duration());
        }
    }
}
