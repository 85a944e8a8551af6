package org.kaskado.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.frame.MediaKind;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.FlowConfig;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.SessionConfig;
import org.kaskado.session.TransportConfig;

/** Whatever two sides want: after offer and answer each is the mirror of the other. */
class MirrorPropertyTest {
    @ParameterizedTest
    @EnumSource(Direction.class)
    void shouldGiveEachSideTheOthersMirrorInAllDirections(Direction offered) {
        for (Direction wanted : Direction.values()) {
            NegotiationConfig answering = SeededFacts.webRtc("right");
            NegotiationConfig right = new NegotiationConfig(
                    answering.identity(),
                    answering.transport(),
                    answering.audio().withWanted(wanted),
                    answering.video().withWanted(wanted),
                    answering.data(),
                    true);
            TwoNegotiators two = new TwoNegotiators(SeededFacts.webRtc("left"), right, 5);
            two.left.addTransceiver(MediaKind.AUDIO, offered);
            two.left.addTransceiver(MediaKind.VIDEO, offered);

            two.negotiate();

            assertThat(two.leftMedia(0).direction()).isEqualTo(offered.and(wanted.reversed()));
            assertMirrored(two.leftConfig, two.rightConfig);
        }
    }

    @Test
    void shouldStayMirrorsThroughRandomChangesFromBothSides() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            TwoNegotiators two = TwoNegotiators.webRtc(seed);
            List<String> places = new ArrayList<>();
            for (int step = 0; step < 8; step++) {
                boolean isLeft = random.nextBoolean();
                change(isLeft ? two.left : two.right, random);
                if (isLeft) {
                    two.negotiate(random.nextInt(4) == 0);
                } else {
                    two.negotiateBack();
                }
                assertMirrored(two.leftConfig, two.rightConfig);
                assertPlacesStay(places, two.leftConfig);
                assertThat(two.left.transceivers()).hasSameSizeAs(two.right.transceivers());
            }
        }
    }

    private static void change(Negotiator negotiator, Random random) {
        List<Transceiver> present = negotiator.transceivers();
        Direction direction = Direction.values()[random.nextInt(4)];
        int choice = random.nextInt(4);
        if (present.isEmpty() || choice == 0) {
            negotiator.addTransceiver(random.nextBoolean() ? MediaKind.AUDIO : MediaKind.VIDEO, direction);
            return;
        }
        Transceiver chosen = present.get(random.nextInt(present.size()));
        if (choice == 1) {
            chosen.stop();
        } else {
            chosen.setDirection(direction);
        }
    }

    private static void assertPlacesStay(List<String> places, SessionConfig config) {
        assertThat(config.media().size()).isGreaterThanOrEqualTo(places.size());
        List<String> active = config.media().stream()
                .filter(media -> !media.isRejected())
                .map(MediaConfig::mid)
                .toList();
        for (int i = 0; i < places.size(); i++) {
            String before = places.get(i);
            if (active.contains(before)) {
                assertThat(config.media().get(i).mid()).isEqualTo(before);
            }
        }
        places.clear();
        config.media().forEach(media -> places.add(media.mid()));
    }

    private static void assertMirrored(SessionConfig left, SessionConfig right) {
        assertThat(left.media()).hasSameSizeAs(right.media());
        for (int i = 0; i < left.media().size(); i++) {
            MediaConfig ours = left.media().get(i);
            MediaConfig theirs = right.media().get(i);
            assertThat(ours.mid()).isEqualTo(theirs.mid());
            assertThat(ours.isRejected()).isEqualTo(theirs.isRejected());
            assertThat(ours.direction()).isEqualTo(theirs.direction().reversed());
            assertFlow(ours.send(), theirs.receive());
            assertFlow(theirs.send(), ours.receive());
            assertThat(ours.extensions().entries())
                    .extracting(entry -> entry.id() + entry.uri())
                    .containsExactlyInAnyOrderElementsOf(theirs.extensions().entries().stream()
                            .map(entry -> entry.id() + entry.uri())
                            .toList());
            assertThat(ours.isRejected() || ours.transport() == 0).isTrue();
        }
        assertThat(left.transports()).hasSameSizeAs(right.transports()).hasSizeLessThanOrEqualTo(1);
        for (int i = 0; i < left.transports().size(); i++) {
            TransportConfig ours = left.transports().get(i);
            TransportConfig theirs = right.transports().get(i);
            assertThat(ours.mids()).containsExactlyInAnyOrderElementsOf(theirs.mids());
            assertThat(ours.localIce()).isEqualTo(theirs.remoteIce());
            assertThat(ours.remoteIce()).isEqualTo(theirs.localIce());
            assertThat(Objects.requireNonNull(ours.dtls()).isClient())
                    .isNotEqualTo(Objects.requireNonNull(theirs.dtls()).isClient());
        }
    }

    private static void assertFlow(FlowConfig sent, FlowConfig received) {
        assertThat(sent.isActive()).isEqualTo(received.isActive());
        assertThat(types(sent)).isEqualTo(types(received));
        assertThat(sent.streams()).isEqualTo(received.streams());
    }

    private static List<String> types(FlowConfig flow) {
        return flow.codecs().stream()
                .map(codec -> codec.payloadType() + codec.name() + codec.fmtp())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldOrderCodecsAsTheAnswererLikesWhenItMay(boolean prefersOwn) {
        NegotiationConfig base = SeededFacts.webRtc("right");
        List<CodecCapability> turned = new ArrayList<>(base.video().codecs());
        Collections.reverse(turned);
        NegotiationConfig right = new NegotiationConfig(
                base.identity(),
                base.transport(),
                base.audio(),
                base.video().withCodecs(turned),
                base.data(),
                prefersOwn);
        TwoNegotiators two = new TwoNegotiators(SeededFacts.webRtc("left"), right, 6)
                .withAudioAndVideo()
                .negotiate();

        CodecConfig first = two.leftMedia(1).send().mediaCodecs().get(0);

        assertThat(first.name()).isEqualTo(prefersOwn ? "H265" : "VP8");
    }
}
