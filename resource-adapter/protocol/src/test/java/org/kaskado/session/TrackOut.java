package org.kaskado.session;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.NtpClock;
import org.kaskado.feedback.SendStatistics;
import org.kaskado.forward.ForwardReceiver;
import org.kaskado.forward.ForwardReport;
import org.kaskado.forward.PayloadTypeMap;
import org.kaskado.forward.ReceiverConfig;
import org.kaskado.frame.MediaKind;
import org.kaskado.net.Drop;
import org.kaskado.rtp.RtpHeader;

/** What a peer is sent in one medium: a feed's packets under the SSRC of the peer's section. */
final class TrackOut {
    private final Peer peer;
    private Feed feed;
    private final SendTrack track;
    private ForwardReceiver receiver;

    TrackOut(Peer peer, MediaKind kind, Feed feed) {
        this.peer = peer;
        this.feed = feed;
        this.track = peer.sendTrack(kind);
        this.receiver = receive(track.stream().ssrc(), track.stream().rtxSsrc());
        track.follow(this::timestampAt);
        peer.outs.put(kind, this);
    }

    ForwardReceiver receiver() {
        return receiver;
    }

    /** Goes on with another source, under the same SSRCs and numbers. */
    void moveTo(Feed other) {
        long nowNs = peer.wire.nowNs();
        peer.bandwidth.detach(receiver);
        receiver.pause(nowNs, feed);
        receiver.moveTo(nowNs, other.source(), types(other), other);
        feed = other;
        receiver.resume(nowNs, feed);
        peer.bandwidth.attach(nowNs, receiver, feed);
    }

    /** Goes on under other SSRCs, with other numbers. */
    void changeSsrc(long ssrc) {
        peer.bandwidth.detach(receiver);
        feed.source().remove(peer.wire.nowNs(), receiver, feed);
        receiver = receive(ssrc, track.stream().hasRtx() ? ssrc + 1 : ReceiverConfig.NO_RTX);
    }

    private ForwardReceiver receive(long ssrc, long rtxSsrc) {
        CodecConfig rtx = track.flow().rtxOf(codec().payloadType());
        ReceiverConfig config = new ReceiverConfig(
                ssrc,
                rtx == null || rtxSsrc < 0 ? ReceiverConfig.NO_RTX : rtxSsrc,
                rtx == null ? 0 : rtx.payloadType(),
                track.extensions(),
                track.config().extensions().allowsMixed(),
                track.mid().getBytes(StandardCharsets.UTF_8),
                (int) (ssrc & 0x7FFF),
                peer.bandwidth);
        ForwardReceiver made = feed.source().add(config, types(feed));
        made.attach(this);
        peer.bandwidth.attach(peer.wire.nowNs(), made, feed);
        return made;
    }

    private CodecConfig codec() {
        return track.flow().mediaCodecs().stream()
                .filter(each -> each.is(feed.codec().encodingName()))
                .findFirst()
                .orElseThrow();
    }

    private PayloadTypeMap types(Feed from) {
        Map<Integer, Integer> types = new HashMap<>();
        for (int type : from.payloadTypes()) {
            types.put(type, codec().payloadType());
        }
        return PayloadTypeMap.of(types);
    }

    void send(byte[] data, int offset, int length) {
        if (peer.sendRtp(data, offset, length) == Drop.NONE) {
            track.sent(
                    peer.wire.nowNs(),
                    RtpHeader.timestamp(data, offset),
                    RtpHeader.payloadLength(data, offset, length));
        }
    }

    void resend(byte[] data, int offset, int length) {
        peer.sendRtp(data, offset, length);
    }

    void onNack(long nowNs, int sequenceNumber) {
        receiver.setRttNs(Math.max(1, peer.rtp().rttNs()));
        receiver.onNack(nowNs, sequenceNumber, feed);
    }

    void onKeyFrameRequest(long nowNs) {
        receiver.onKeyFrameRequest(nowNs, feed);
    }

    private long timestampAt(long nowNs) {
        ForwardReport report = receiver.report(nowNs);
        if (report == null) {
            return SendStatistics.UNKNOWN;
        }
        long aheadNs = feed.publisherUnixNs(nowNs) - NtpClock.unixNsOf(report.ntp());
        long ticks = aheadNs / 1_000 * feed.source().config().clockRateHz() / 1_000_000;
        return (report.rtpTimestamp() + ticks) & 0xFFFF_FFFFL;
    }

    static @Nullable TrackOut of(ForwardReceiver receiver) {
        return receiver.attachment() instanceof TrackOut out ? out : null;
    }
}
