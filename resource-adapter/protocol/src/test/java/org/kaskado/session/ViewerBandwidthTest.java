package org.kaskado.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.forward.Layers;
import org.kaskado.forward.SenderLimit;
import org.kaskado.frame.MediaKind;

/** A viewer behind a bottleneck gets what fits, found out from its own feedback. */
class ViewerBandwidthTest {
    private static final int LOW_BPS = 30 * 500 * 8;
    private static final int HIGH_BPS = 30 * 4 * 1_000 * 8;

    private final VirtualWire wire = new VirtualWire();
    private final TwoPeers out = TwoPeers.connected(wire, 1, 3, Direction.RECVONLY, MediaKind.AUDIO, MediaKind.VIDEO);
    private final Feed feed = Feed.simulcast(wire, out.right.clock, 2);

    private TrackOut simulcast() {
        new Publisher(out.right, feed, 0, 1, 500);
        new Publisher(out.right, feed, 1, 4, 1_000);
        return new TrackOut(out.right, MediaKind.VIDEO, feed);
    }

    private int encoding(TrackOut track) {
        Layers layers = track.receiver().current();
        return layers == null ? -1 : layers.encoding();
    }

    @Test
    void shouldRiseToTheBestEncodingWhenThePathCarriesIt() {
        out.right.link().bottleneck(5_000_000);
        TrackOut track = simulcast();
        wire.run(Duration.ofSeconds(1));
        assertThat(encoding(track)).isZero();

        wire.run(Duration.ofSeconds(9));

        assertThat(encoding(track)).isEqualTo(1);
        assertThat(out.right.bandwidth.targetBps()).isGreaterThan(HIGH_BPS);
        assertThat(feed.wanted).contains("-0");
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 500_000, 800_000})
    void shouldStayAtTheLowEncodingBehindABottleneck(int bps) {
        out.right.link().bottleneck(bps);
        TrackOut track = simulcast();

        wire.run(Duration.ofSeconds(20));

        assertThat(encoding(track)).isZero();
        assertThat(out.right.bandwidth.targetBps()).isGreaterThan(LOW_BPS).isLessThan((long) (1.5 * bps));
        assertThat(feed.wanted).doesNotContain("+1");
        assertThat(Objects.requireNonNull(out.left.receiveTrack(MediaKind.VIDEO).counters(0))
                        .lost())
                .isLessThan(30);
    }

    @Test
    void shouldFollowABottleneckThatOpensAndCloses() {
        out.right.link().bottleneck(400_000);
        TrackOut track = simulcast();
        wire.run(Duration.ofSeconds(10));
        assertThat(encoding(track)).isZero();

        out.right.link().bottleneck(4_000_000);
        wire.run(Duration.ofSeconds(15));
        assertThat(encoding(track)).isEqualTo(1);

        out.right.link().bottleneck(400_000);
        wire.run(Duration.ofSeconds(8));
        assertThat(encoding(track)).isZero();
    }

    @Test
    void shouldNotLookForMoreThanTheTracksCanUse() {
        Publisher low = new Publisher(out.right, feed, 0, 1, 500);
        TrackOut track = new TrackOut(out.right, MediaKind.VIDEO, feed);
        wire.run(Duration.ofSeconds(15));
        long resent = track.receiver().packetsResent();

        wire.run(Duration.ofSeconds(15));

        assertThat(track.receiver().packetsResent()).isEqualTo(resent);
        assertThat(low.published()).isGreaterThan(800);
    }

    @Test
    void shouldTakeTheViewersOwnLimit() {
        TrackOut track = simulcast();
        wire.run(Duration.ofSeconds(10));
        assertThat(encoding(track)).isEqualTo(1);

        out.left.rtp().limitSender(out.left.receiveTrack(MediaKind.VIDEO), 200_000, out.left);
        wire.run(Duration.ofSeconds(1));

        assertThat(out.right.bandwidth.receiverLimitBps(wire.nowNs())).isEqualTo(200_000);
        assertThat(encoding(track)).isZero();
    }

    /** The publisher of a single encoding makes its stream smaller, and larger again, as it is told. */
    @Test
    void shouldLimitThePublisherOfASingleEncodingToWhatItsBestViewerTakes() {
        Feed single = Feed.simulcast(wire, out.right.clock, 1);
        Publisher publisher = new Publisher(out.right, single, 0, 3, 1_000);
        new TrackOut(out.right, MediaKind.VIDEO, single);
        SenderLimit limit = new SenderLimit();
        out.right.link().bottleneck(5_000_000);
        adapt(publisher, single, limit, 10);
        assertThat(limit.limitBps()).isEqualTo(SenderLimit.UNLIMITED_BPS);

        out.right.link().bottleneck(400_000);
        adapt(publisher, single, limit, 15);
        assertThat(single.source().bps(Layers.all(0))).isBetween(200_000L, 480_000L);

        out.right.link().bottleneck(5_000_000);
        adapt(publisher, single, limit, 30);
        assertThat(limit.limitBps()).isGreaterThan(720_000);
    }

    private void adapt(Publisher publisher, Feed single, SenderLimit limit, int seconds) {
        for (int tick = 0; tick < 10 * seconds; tick++) {
            wire.run(Duration.ofMillis(100));
            long bestBps = out.right.bandwidth.isEstimating() ? out.right.bandwidth.videoBps() : Long.MAX_VALUE;
            limit.onEstimate(wire.nowNs(), single.source().bps(Layers.all(0)), bestBps);
            publisher.payloadBytes((int) Math.min(1_000, limit.limitBps() / 8 / 90));
        }
    }
}
