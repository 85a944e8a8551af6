package org.kaskado.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kaskado.net.Drop;
import org.kaskado.net.WireWriter;

class RtcpFuzzTest {
    private static final int CASES = 30_000;

    @Test
    void shouldTakeAnyBytesAndWriteAgainWhatItRead() {
        Random random = new Random(21);
        List<RtcpPacket> seeds = new ArrayList<>(RtcpTest.ALL_RECORDS);
        seeds.add(new Nack(1, 2, 5, 6, 7, 300));
        seeds.add(new Twcc(new Twcc.Start(1, 2, 3, 4, 5), new int[] {1, 2, Twcc.NOT_RECEIVED, 900, 4, -3, 1, 1, 1}));
        int good = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = damaged(
                    Rtcp.write(
                            List.of(seeds.get(random.nextInt(seeds.size())), seeds.get(random.nextInt(seeds.size())))),
                    random);
            RecordingRtcpHandler handler = new RecordingRtcpHandler();
            Drop drop = Rtcp.parse(bytes, 0, bytes.length, handler);
            good += drop == Drop.NONE ? 1 : 0;
            WireWriter out = new WireWriter(100_000);
            handler.packets.forEach(packet -> packet.writeTo(out));
            byte[] again = out.toByteArray();
            if (again.length > 0) {
                RecordingRtcpHandler second = new RecordingRtcpHandler();
                assertThat(Rtcp.parse(again, 0, again.length, second)).isEqualTo(Drop.NONE);
                assertThat(second.packets).hasSameSizeAs(handler.packets);
            }
        }
        assertThat(good).isBetween(CASES / 20, CASES - 1);
    }

    private static byte[] damaged(byte[] packet, Random random) {
        if (random.nextInt(4) == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 4) {
                noise[0] = (byte) (0x80 | (noise[0] & 0x3F));
                noise[1] = (byte) (200 + random.nextInt(9));
                noise[2] = 0;
                noise[3] = (byte) (noise.length / 4 - 1);
            }
            return noise;
        }
        byte[] copy = Arrays.copyOf(packet, random.nextInt(4) == 0 ? random.nextInt(packet.length + 1) : packet.length);
        for (int i = random.nextInt(5); i > 0 && copy.length > 0; i--) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }
}
