package org.kaskado.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes give a value, never an exception; what is printed can be read again. */
class RpcFuzzTest {
    private static final String[] SEEDS = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"start\",\"params\":{\"constraints\":{\"audio\":\"recvonly\"}},\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"terminate\",\"params\":{\"sessionId\":\"k3f\",\"reason\":{\"code\":1}},\"id\":\"x\"}",
        "[{\"jsonrpc\":\"2.0\"},1e5,-0.0,true,null,\"\\u00e4\\n\"]",
    };

    @Test
    void shouldNeverThrowOnMutatedMessages() {
        Random random = new Random(42);
        for (int round = 0; round < 60_000; round++) {
            byte[] bytes = SEEDS[round % SEEDS.length].getBytes(StandardCharsets.UTF_8);
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                mutate(bytes, random);
            }
            check(java.util.Arrays.copyOf(bytes, random.nextInt(8) == 0 ? random.nextInt(bytes.length) : bytes.length));
        }
    }

    @Test
    void shouldNeverThrowOnRandomBytes() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            check(bytes);
        }
    }

    private static void mutate(byte[] bytes, Random random) {
        String interesting = "{}[]\",:\\u0e+-.19 \n\t";
        int at = random.nextInt(bytes.length);
        bytes[at] = random.nextBoolean()
                ? (byte) interesting.charAt(random.nextInt(interesting.length()))
                : (byte) random.nextInt(256);
    }

    private static void check(byte[] bytes) {
        Incoming incoming = RpcParser.parse(bytes);
        if (incoming instanceof Incoming.Refused refused) {
            String answer = RpcPrinter.error(refused.id(), refused.error());
            Incoming again = RpcParser.parse(answer);
            assertThat(((Incoming.Refused) again).error().message()).doesNotContain("not JSON");
        } else {
            Incoming.Request request = (Incoming.Request) incoming;
            try {
                request.params().requiredObject("reason").integer("code", 0);
            } catch (RpcFault expected) {
                assertThat(expected.error().code()).isEqualTo(RpcError.INVALID_PARAMS);
            }
        }
    }
}
