package org.kaskado.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.feedback.NtpClock;
import org.kaskado.feedback.SendStatistics;
import org.kaskado.frame.MediaKind;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtcp.Bye;
import org.kaskado.rtcp.Rtcp;
import org.kaskado.rtp.RtpHeader;

/** Publisher, server and viewers, joined: what one sends comes to the others, whatever the links do. */
class JoinedSessionsTest {
    private final VirtualWire wire = new VirtualWire();
    private final TwoPeers in = TwoPeers.connected(wire, 1, 7, Direction.SENDONLY, MediaKind.AUDIO, MediaKind.VIDEO);
    private final Publisher video = new Publisher(in.left, MediaKind.VIDEO, 3, 900);
    private final Publisher audio = new Publisher(in.left, MediaKind.AUDIO, 1, 80);
    private final Feed videoFeed = Feed.of(in.right, in.left, MediaKind.VIDEO);
    private final Feed audioFeed = Feed.of(in.right, in.left, MediaKind.AUDIO);
    private final List<TwoPeers> viewers = new ArrayList<>();

    private TwoPeers viewer() {
        TwoPeers out = TwoPeers.connected(
                wire, 11 + 10 * viewers.size(), 7, Direction.RECVONLY, MediaKind.AUDIO, MediaKind.VIDEO);
        new TrackOut(out.right, MediaKind.VIDEO, videoFeed);
        new TrackOut(out.right, MediaKind.AUDIO, audioFeed);
        viewers.add(out);
        return out;
    }

    /** Every packet from the first that came to the last of a second before the end. */
    private static void assertWhole(List<Long> numbers, long published, int perSecond) {
        long first = numbers.get(0);
        Set<Long> missing = new TreeSet<>();
        for (long number = first; number < published - perSecond; number++) {
            missing.add(number);
        }
        numbers.forEach(missing::remove);
        assertThat(missing).as("missing of %d to %d", first, published).isEmpty();
    }

    @ParameterizedTest(name = "loss {0} %, jitter {1} ms, reorders {2}")
    @CsvSource({"0, 0, false", "1, 0, false", "5, 30, false", "5, 30, true", "15, 0, false"})
    void shouldBringEveryPacketOfThePictureToTheViewer(int lossPercent, int jitterMs, boolean reorders) {
        TwoPeers out = viewer().loss(lossPercent / 100.0).jitter(Duration.ofMillis(jitterMs), reorders);
        in.loss(lossPercent / 100.0).jitter(Duration.ofMillis(jitterMs), reorders);

        wire.run(Duration.ofSeconds(20));

        assertWhole(out.left.numbers(MediaKind.VIDEO), video.published(), 3 * 30);
        assertThat(out.left.numbers(MediaKind.AUDIO).size())
                .isGreaterThan((int) (0.7 * 20 * 50 * (100 - lossPercent) / 100));
        assertThat(out.left.events).doesNotContain("gave up VIDEO 0");
    }

    @Test
    void shouldReportBothWays() {
        TwoPeers out = viewer();

        wire.run(Duration.ofSeconds(10));

        SendStatistics sent =
                Objects.requireNonNull(out.right.sendTrack(MediaKind.VIDEO).statistics());
        assertThat(sent.rttNs()).isBetween(40_000_000L, 42_000_000L);
        assertThat(sent.cumulativeLost()).isZero();
        assertThat(out.right.rtp().rttNs()).isPositive();
        assertThat(Objects.requireNonNull(out.left.receiveTrack(MediaKind.VIDEO).counters(0))
                        .packets())
                .isBetween(sent.packets() - 3, sent.packets()); // one frame is on its way
        assertThat(Objects.requireNonNull(in.left.sendTrack(MediaKind.VIDEO).statistics())
                        .rttNs())
                .isBetween(40_000_000L, 42_000_000L);
    }

    @Test
    void shouldKeepLipsAndVoiceTogetherAtTheViewer() {
        TwoPeers out = viewer().jitter(Duration.ofMillis(30), false);

        wire.run(Duration.ofSeconds(10));

        long videoNs = capturedNs(out.left, MediaKind.VIDEO, 90_000);
        long audioNs = capturedNs(out.left, MediaKind.AUDIO, 48_000);
        assertThat(Math.abs(videoNs - audioNs)).as("lips to voice, ns").isLessThan(1_000_000L);
    }

    /** How far the capture times that the viewer computes are from the publisher's clock. */
    private long capturedNs(Peer viewer, MediaKind kind, int clockHz) {
        long[] report = Objects.requireNonNull(viewer.reports.get(kind));
        Peer.Arrival last = viewer.arrivals.stream()
                .filter(arrival -> arrival.kind() == kind)
                .reduce((first, second) -> second)
                .orElseThrow();
        long saidNs = NtpClock.unixNsOf(report[1]) + (int) (last.timestamp() - report[2]) * 1_000_000_000L / clockHz;
        long intervalNs = kind == MediaKind.VIDEO ? 1_000_000_000L / 30 : 20_000_000L;
        long perFrame = kind == MediaKind.VIDEO ? 3 : 1;
        return saidNs - last.number() / perFrame * intervalNs;
    }

    @Test
    void shouldAskThePublisherOnceWhenManyViewersNeedAKeyFrame() {
        for (int count = 0; count < 8; count++) {
            viewer();
        }
        wire.run(Duration.ofSeconds(3));
        int before = in.left.keyFrameRequests;

        for (TwoPeers out : viewers) {
            Peer peer = out.left;
            peer.rtp().requestKeyFrame(peer.receiveTrack(MediaKind.VIDEO), 0, peer);
        }
        wire.run(Duration.ofMillis(400));

        assertThat(in.left.keyFrameRequests - before).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhenThePublisherChangesItsSsrc() {
        TwoPeers out = viewer();
        wire.run(Duration.ofSeconds(3));
        long ssrcAtViewer = out.left.receiveTrack(MediaKind.VIDEO).ssrc(0);
        for (int change = 1; change <= 5; change++) {
            Objects.requireNonNull(in.left.outs.get(MediaKind.VIDEO)).changeSsrc(70_000L + 10 * change);
            Objects.requireNonNull(in.left.outs.get(MediaKind.AUDIO)).changeSsrc(90_000L + 10 * change);
            wire.run(Duration.ofSeconds(3));
        }
        long published = video.published();

        assertThat(in.right.events).contains("restarted VIDEO 0", "restarted AUDIO 0");
        assertThat(in.right.receiveTrack(MediaKind.VIDEO).ssrc(0)).isEqualTo(70_050L);
        assertThat(out.left.receiveTrack(MediaKind.VIDEO).ssrc(0)).isEqualTo(ssrcAtViewer);
        assertThat(out.left.events).doesNotContain("restarted VIDEO 0", "gave up VIDEO 0");
        assertThat(out.left.numbers(MediaKind.VIDEO)).contains(published - 30);
        assertThat(out.left.numbers(MediaKind.AUDIO)).contains(audio.published() - 10);
        assertThat((double) out.left.numbers(MediaKind.VIDEO).size()).isGreaterThan(0.85 * published);
    }

    @Test
    void shouldDropStragglersOfAnSsrcThatWasReplaced() {
        in.jitter(Duration.ofMillis(60), true);
        TwoPeers out = viewer();
        wire.run(Duration.ofSeconds(3));
        Objects.requireNonNull(in.left.outs.get(MediaKind.VIDEO)).changeSsrc(70_000L);
        wire.run(Duration.ofSeconds(3));

        assertThat(in.right.events.stream().filter("restarted VIDEO 0"::equals)).hasSize(1);
        assertWhole(
                out.left.numbers(MediaKind.VIDEO).stream()
                        .filter(number -> number > video.published() - 150)
                        .toList(),
                video.published(),
                90);
    }

    @Test
    void shouldRefuseAnUnknownSsrcAndForgetOneThatSaysGoodbye() {
        viewer();
        wire.run(Duration.ofSeconds(2));
        byte[] stray = new byte[60];
        RtpHeader.begin(stray, 0);
        RtpHeader.setPayloadType(stray, 0, 127);
        RtpHeader.setSsrc(stray, 0, 4_711);
        in.left.transport.sendRtp(stray, 0, stray.length, in.left);
        wire.run(Duration.ofMillis(100));
        assertThat(in.right.rtp().drops().of(Drop.UNKNOWN_SSRC)).isEqualTo(1);

        video.stop();
        long ssrc = in.right.receiveTrack(MediaKind.VIDEO).ssrc(0);
        byte[] bye = Rtcp.write(List.of(new Bye(List.of(ssrc), "done")));
        wire.run(Duration.ofMillis(100));
        in.left.transport.sendRtcp(bye, 0, bye.length, in.left);
        wire.run(Duration.ofMillis(100));
        assertThat(in.right.events).contains("ended VIDEO 0");
        assertThat(in.right.receiveTrack(MediaKind.VIDEO).ssrc(0)).isEqualTo(StreamConfig.NONE);
    }

    @Test
    void shouldAddAndRemoveTracksInALaterNegotiation() {
        TwoPeers pair = TwoPeers.connected(wire, 101, 7, Direction.SENDONLY, MediaKind.AUDIO);
        Publisher sound = new Publisher(pair.left, MediaKind.AUDIO, 1, 80);
        wire.run(Duration.ofSeconds(1));

        var added = pair.left.negotiator.addTransceiver(MediaKind.VIDEO, Direction.SENDONLY);
        pair.negotiate();
        Publisher picture = new Publisher(pair.left, MediaKind.VIDEO, 2, 500);
        wire.run(Duration.ofSeconds(1));
        assertThat(pair.right.numbers(MediaKind.VIDEO)).hasSizeGreaterThan(50);

        picture.stop();
        added.stop();
        pair.negotiate();
        wire.run(Duration.ofSeconds(1));
        assertThat(pair.right.rtp().receiveTracks().stream()
                        .filter(ReceiveTrack::isActive)
                        .map(ReceiveTrack::kind))
                .containsExactly(MediaKind.AUDIO);
        assertThat(pair.right.numbers(MediaKind.AUDIO)).contains(sound.published() - 5);
    }

    @Test
    void shouldNotCountRetransmissionsAsMedia() {
        TwoPeers out = viewer();
        out.right.link().loss(0.1);
        wire.run(Duration.ofSeconds(5));
        TrackOut track = Objects.requireNonNull(out.right.outs.get(MediaKind.VIDEO));
        assertThat(track.receiver().packetsResent()).isGreaterThan(20);
        assertThat(Objects.requireNonNull(out.right.sendTrack(MediaKind.VIDEO).statistics())
                        .packets())
                .isEqualTo(track.receiver().packetsSent());
    }

    @Test
    void shouldIgnoreFeedbackAboutOthers() {
        TwoPeers out = viewer();
        wire.run(Duration.ofSeconds(1));
        int before = out.right.keyFrameRequests;
        byte[] garbage = new byte[40];
        out.left.transport.sendRtcp(garbage, 0, garbage.length, out.left);
        out.right.rtp().onRtcp(wire.nowNs(), PacketBuffer.of(new byte[] {1, 2, 3, 4}), out.right);
        wire.run(Duration.ofMillis(100));
        assertThat(out.right.keyFrameRequests).isEqualTo(before);
        assertThat(out.right.rtp().drops().total()).isPositive();
    }
}
