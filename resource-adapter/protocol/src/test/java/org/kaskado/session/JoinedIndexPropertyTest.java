package org.kaskado.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.frame.MediaKind;

/**
 * RFC 3711 §9.1 over the joined path: while sources change between packets of a peer and packets of our own making, publishers
 * restart, viewers lose and ask, and layers change, no (SSRC, index) is ever protected with other bytes. {@link Peer#sendRtp}
 * looks at each packet of each peer.
 */
class JoinedIndexPropertyTest {
    private static final int STEPS = 400;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void shouldNeverSendAnIndexWithOtherBytes(int seed) {
        Random random = new Random(seed);
        VirtualWire wire = new VirtualWire();
        TwoPeers in = TwoPeers.connected(wire, 1, seed, Direction.SENDONLY, MediaKind.VIDEO);
        new Publisher(in.left, MediaKind.VIDEO, 3, 200);
        Feed packets = Feed.of(in.right, in.left, MediaKind.VIDEO);
        TwoPeers out = TwoPeers.connected(wire, 11, seed, Direction.RECVONLY, MediaKind.VIDEO);
        Feed made = Feed.simulcast(wire, out.right.clock, 2);
        new Publisher(out.right, made, 0, 1, 150);
        new Publisher(out.right, made, 1, 2, 250);
        TrackOut track = new TrackOut(out.right, MediaKind.VIDEO, packets);
        in.loss(0.05).jitter(Duration.ofMillis(20), true);
        out.loss(0.1).jitter(Duration.ofMillis(20), true);

        for (int step = 0; step < STEPS; step++) {
            wire.run(Duration.ofMillis(random.nextInt(400)));
            switch (random.nextInt(6)) {
                case 0 -> track.moveTo(made);
                case 1 -> track.moveTo(packets);
                case 2 ->
                    Objects.requireNonNull(in.left.outs.get(MediaKind.VIDEO)).changeSsrc(1_000_000L + 10 * step);
                case 3 -> out.right.link().bottleneck(random.nextBoolean() ? 150_000 : 3_000_000);
                case 4 -> out.left.rtp().requestKeyFrame(out.left.receiveTrack(MediaKind.VIDEO), 0, out.left);
                default -> track.onNack(wire.nowNs(), (int) track.receiver().nextSequence() - random.nextInt(300));
            }
        }

        assertThat(out.right.protectedHashes.size()).isGreaterThan(2_000);
        assertThat(track.receiver().packetsResent()).isGreaterThan(100);
        assertThat(out.left.numbers(MediaKind.VIDEO)).hasSizeGreaterThan(1_000);
    }
}
