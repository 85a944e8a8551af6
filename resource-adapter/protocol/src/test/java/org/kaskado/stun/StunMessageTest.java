package org.kaskado.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StunMessageTest {
    private static final TransactionId ID = new TransactionId(7, 8);
    private static final StunKey KEY = StunKey.shortTerm("a password of the peer");

    @ParameterizedTest
    @EnumSource
    void shouldKeepClassAndMethodApart(StunClass messageClass) {
        for (int method = 0; method < 0x1000; method++) {
            int type = messageClass.typeOf(method);
            assertThat(StunClass.ofType(type)).isEqualTo(messageClass);
            assertThat(StunClass.methodOfType(type)).isEqualTo(method);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 400, 401, 420, 438, 487, 500, 699})
    void shouldReadBackErrors(int code) {
        StunError error = new StunError(code, "Grund: ä");
        byte[] bytes = new StunWriter(StunClass.ERROR, StunMethod.BINDING, ID)
                .addError(error)
                .plain();
        assertThat(read(bytes).error()).isEqualTo(error);
    }

    @Test
    void shouldIgnoreWhatFollowsTheIntegrity() {
        byte[] signed = new StunWriter(StunClass.REQUEST, StunMethod.BINDING, ID)
                .addText(StunAttribute.USERNAME, "a:b")
                .signOnly(KEY);
        byte[] longer = java.util.Arrays.copyOf(signed, signed.length + 4);
        longer[signed.length + 1] = (byte) StunAttribute.USE_CANDIDATE;
        longer[3] += 4;
        StunMessage message = read(longer);
        assertThat(message.has(StunAttribute.USE_CANDIDATE)).isFalse();
        assertThat(message.isSignedWith(KEY)).isTrue();
    }

    @Test
    void shouldRefuseAWrongFingerprint() {
        byte[] bytes = new StunWriter(StunClass.INDICATION, StunMethod.BINDING, ID).fingerprint();
        assertThat(StunMessage.parse(bytes, 0, bytes.length)).isNotNull();
        bytes[bytes.length - 1] ^= 1;
        assertThat(StunMessage.parse(bytes, 0, bytes.length)).isNull();
    }

    @Test
    void shouldNameRequiredAttributesThatItDoesNotKnow() {
        byte[] bytes = new StunWriter(StunClass.REQUEST, StunMethod.BINDING, ID)
                .add32(0x0777, 1)
                .add32(0x8777, 1)
                .plain();
        assertThat(read(bytes).notUnderstood()).containsExactly(0x0777);
    }

    @Test
    void shouldRetransmitAsTheRfcCounts() {
        RetransmitTimer timer = RetransmitTimer.datagram(0, RetransmitTimer.RTO_NS);
        StringBuilder times = new StringBuilder();
        RetransmitTimer.Due due = RetransmitTimer.Due.NOTHING;
        while (due != RetransmitTimer.Due.GIVEN_UP) {
            long nowNs = timer.deadlineNs();
            assertThat(timer.onTime(nowNs - 1)).isEqualTo(RetransmitTimer.Due.NOTHING);
            due = timer.onTime(nowNs);
            times.append(TimeUnit.NANOSECONDS.toMillis(nowNs)).append(' ');
        }
        assertThat(times).hasToString("500 1500 3500 7500 15500 31500 39500 ");
    }

    private static StunMessage read(byte[] bytes) {
        return Objects.requireNonNull(StunMessage.parse(bytes, 0, bytes.length));
    }
}
