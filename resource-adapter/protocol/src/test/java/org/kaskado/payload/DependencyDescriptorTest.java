package org.kaskado.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DependencyDescriptorTest {
    private static final int NOT_PRESENT = 0;
    private static final int DISCARDABLE = 1;
    private static final int SWITCH = 2;
    private static final int REQUIRED = 3;

    private final DependencyDescriptor reader = new DependencyDescriptor();
    private final PayloadFacts facts = new PayloadFacts();

    @Test
    void shouldReadLayersAndSwitchingPointsByTheStructureOfTheKeyFrame() {
        byte[] key = keyFrame(3, 500);
        assertThat(reader.read(key, 0, key.length, facts)).isTrue();
        assertThat(facts.startsKeyFrame()).isTrue();
        assertThat(facts.startsFrame()).isTrue();
        assertThat(facts.endsFrame()).isFalse();
        assertThat(facts.pictureId()).isEqualTo(500);
        assertThat(facts.temporalLayer()).isZero();
        assertThat(facts.isSwitchingUpPoint()).isTrue();
        // template 4 (id 7): temporal layer 1
        byte[] upper =
                new BitWriter().put(0, 1).put(1, 1).put(7, 6).put(501, 16).toByteArray();
        assertThat(reader.read(upper, 0, upper.length, facts)).isTrue();
        assertThat(facts.startsKeyFrame()).isFalse();
        assertThat(facts.endsFrame()).isTrue();
        assertThat(facts.temporalLayer()).isEqualTo(1);
        assertThat(facts.isSwitchingUpPoint()).isFalse();
        assertThat(facts.isInterPicturePredicted()).isTrue();
    }

    @Test
    void shouldReadCustomIndicationsAndReferences() {
        byte[] key = keyFrame(0, 1);
        assertThat(reader.read(key, 0, key.length, facts)).isTrue();
        BitWriter bits = new BitWriter().put(0b11, 2).put(4, 6).put(2, 16);
        bits.put(0, 1).put(0, 1).put(1, 1).put(1, 1).put(0, 1);
        bits.put(NOT_PRESENT, 2).put(SWITCH, 2);
        bits.put(1, 2).put(4, 4).put(0, 2);
        byte[] custom = bits.toByteArray();
        assertThat(reader.read(custom, 0, custom.length, facts)).isTrue();
        assertThat(facts.isSwitchingUpPoint()).isTrue();
        assertThat(facts.temporalLayer()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhatItCannotKnowYet() {
        byte[] frame = new BitWriter().put(0b11, 2).put(4, 6).put(2, 16).toByteArray();
        assertThat(reader.read(frame, 0, frame.length, facts)).isFalse();
        byte[] key = keyFrame(0, 1);
        assertThat(reader.read(key, 0, key.length, facts)).isTrue();
        byte[] unknown = new BitWriter().put(0b11, 2).put(20, 6).put(2, 16).toByteArray();
        assertThat(reader.read(unknown, 0, unknown.length, facts)).isFalse();
    }

    /** Random and mutated descriptors: no exception, no endless loop. */
    @Test
    void shouldSurviveAnyDescriptor() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = PayloadFuzzTest.mutate(keyFrame(random.nextInt(60), round & 0xFFFF), random);
            if (reader.read(bytes, 0, bytes.length, facts)) {
                assertThat(facts.spatialLayer()).isBetween(0, 63);
            }
        }
    }

    /** One spatial, two temporal layers, as an encoder's L1T2: templates for key, base, base and upper frames. */
    private static byte[] keyFrame(int idOffset, int frameNumber) {
        BitWriter bits = new BitWriter().put(0b10, 2).put(idOffset, 6).put(frameNumber, 16);
        bits.put(1, 1).put(0, 4);
        bits.put(idOffset, 6).put(1, 5);
        bits.put(0, 2).put(0, 2).put(0, 2).put(1, 2).put(3, 2);
        int[] indications = {SWITCH, SWITCH, SWITCH, SWITCH, SWITCH, REQUIRED, SWITCH, SWITCH, NOT_PRESENT, DISCARDABLE
        };
        for (int indication : indications) {
            bits.put(indication, 2);
        }
        bits.put(0, 1);
        bits.put(1, 1).put(1, 4).put(0, 1);
        bits.put(1, 1).put(1, 4).put(0, 1);
        bits.put(1, 1).put(1, 4).put(0, 1);
        bits.put(1, 1).put(0, 4).put(0, 1);
        // one chain (ns(3): the value 1 is the two bits 10), protecting both targets; ns(1) has no bits
        bits.put(0b10, 2);
        for (int template = 0; template < 5; template++) {
            bits.put(template == 0 ? 0 : 2, 4);
        }
        return bits.put(1, 1).put(639, 16).put(359, 16).toByteArray();
    }

    private static final class BitWriter {
        private final StringBuilder bits = new StringBuilder();

        private BitWriter put(int value, int width) {
            for (int bit = width - 1; bit >= 0; bit--) {
                bits.append(value >>> bit & 1);
            }
            return this;
        }

        private byte[] toByteArray() {
            byte[] bytes = new byte[(bits.length() + 7) / 8];
            for (int bit = 0; bit < bits.length(); bit++) {
                bytes[bit / 8] |= (byte) ((bits.charAt(bit) - '0') << (7 - bit % 8));
            }
            return bytes;
        }
    }
}
