package org.kaskado.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip is played into one engine's endpoint and comes to the other's; both tell of it by W3C's names. */
class WebRtcStatsTest {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    Path left;

    @TempDir
    Path right;

    @Test
    void shouldTellTheEstimateAndWhatStatisticsBelongTo() throws Exception {
        try (RealEngine one = new RealEngine(left);
                RealEngine other = new RealEngine(right)) {
            Clips.webm(one.data.resolve("media/clip.webm"), 30);
            String pipeline = one.pipeline();
            String player = one.element(pipeline, "PlayerEndpoint", "uri", "clip.webm");
            String sending = one.element(pipeline, "WebRtcEndpoint");
            String receiving = other.element(other.pipeline(), "WebRtcEndpoint");
            one.connect(player, sending);
            String offer = (String) one.invoke(sending, "generateOffer");
            Object answer = other.invoke(receiving, "processOffer", Map.of("offer", offer));
            one.invoke(sending, "processAnswer", Map.of("answer", answer));
            one.invoke(player, "play");

            Map<?, ?> pair = await(one, sending, "candidatepair", "availableOutgoingBitrate");
            Map<?, ?> outbound = await(one, sending, "outboundrtp", "targetBitrate");
            Map<?, ?> inbound = await(other, receiving, "inboundrtp", "packetsReceived");

            assertThat(pair.get("state")).isEqualTo("succeeded");
            Map<?, ?> stats = (Map<?, ?>) one.invoke(sending, "getStats");
            for (String reference : new String[] {"transportId", "localCandidateId", "remoteCandidateId"}) {
                assertThat(stats.containsKey(pair.get(reference))).as(reference).isTrue();
            }
            assertThat(member(stats, outbound.get("codecId"), "codec")).isEqualTo("VP8");
            assertThat(member(stats, outbound.get("transportId"), "selectedCandidatePairId"))
                    .isEqualTo(pair.get("id"));
            Object certificate = member(stats, outbound.get("transportId"), "remoteCertificateId");
            assertThat((String) member(stats, certificate, "fingerprint")).hasSize(32 * 3 - 1);
            assertThat(inbound.get("codecId")).asString().isNotEmpty();
            assertThat((Double)
                            await(one, sending, "outboundrtp", "roundTripTime").get("roundTripTime"))
                    .isLessThan(1.0);
        }
    }

    private static Object member(Map<?, ?> stats, Object id, String name) {
        return Objects.requireNonNull((Map<?, ?>) stats.get(id), () -> "no " + id + " in " + stats.keySet())
                .get(name);
    }

    /** The first entry of a type whose member is above 0. */
    private static Map<?, ?> await(RealEngine engine, String endpoint, String type, String member) {
        long endNs = System.nanoTime() + PATIENCE_NS;
        while (System.nanoTime() < endNs) {
            for (Object entry : ((Map<?, ?>) engine.invoke(endpoint, "getStats")).values()) {
                if (entry instanceof Map<?, ?> members
                        && type.equals(members.get("type"))
                        && members.get(member) instanceof Number value
                        && value.doubleValue() > 0) {
                    return members;
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError("no " + type + " with " + member + ": " + engine.invoke(endpoint, "getStats"));
    }
}
