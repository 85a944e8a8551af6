package org.kaskado.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.NackGenerator;
import org.kaskado.feedback.NackOutput;
import org.kaskado.feedback.NtpClock;
import org.kaskado.feedback.ReceiveStatistics;
import org.kaskado.feedback.ReportConfig;
import org.kaskado.feedback.Reports;
import org.kaskado.feedback.SendStatistics;
import org.kaskado.feedback.TwccReceiver;
import org.kaskado.frame.MediaKind;
import org.kaskado.net.Drop;
import org.kaskado.net.DropCounters;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtcp.Nack;
import org.kaskado.rtcp.Pli;
import org.kaskado.rtcp.Remb;
import org.kaskado.rtcp.Rtcp;
import org.kaskado.rtcp.RtcpPacket;
import org.kaskado.rtp.ExtensionValues;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.HeaderExtensions;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.rtp.Rtx;

/**
 * The RTP session with one peer, plain side of SRTP: which packet belongs to which track, what is missing, reports and
 * feedback both ways. Pure; belongs to one loop.
 *
 * <pre>
 * packet: SSRC → stream (new: {@link StreamBinder}) → transport-cc → RTX undone → statistics → NACK → out.packet
 * RTCP:   {@link FeedbackReader} → out
 * time:   reports, NACK, transport-cc → out.transmitRtcp
 * </pre>
 */
public final class RtpSession {
    /** SSRCs of one peer; a browser with many tracks and simulcast uses some 60. */
    public static final int MAX_STREAMS = 128;

    private static final long REPORT_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_REPORTED_SOURCES = 64;

    private final Map<String, ReceiveTrack> received = new LinkedHashMap<>();
    private final Map<String, SendTrack> sent = new LinkedHashMap<>();
    private final DropCounters drops = new DropCounters();
    private final Reports reports;
    private final TwccReceiver arrivals;
    private final long localSsrc;
    private final FeedbackReader feedback;
    private final Missing missing = new Missing();
    private ReceivedStream[] streams = new ReceivedStream[0];

    /** @param config the first agreement; more come by {@link #configure} */
    public RtpSession(long nowNs, SessionConfig config, NtpClock clock) {
        RtcpConfig rtcp = config.media().stream()
                .filter(section -> section.kind() != MediaKind.DATA)
                .findFirst()
                .map(MediaConfig::rtcp)
                .orElse(new RtcpConfig(true, 1, "kaskado"));
        localSsrc = rtcp.localSsrc();
        reports =
                new Reports(new ReportConfig(localSsrc, rtcp.cname(), REPORT_INTERVAL_NS, MAX_REPORTED_SOURCES), clock);
        arrivals = new TwccReceiver(localSsrc);
        feedback = new FeedbackReader(this, reports);
        configure(nowNs, config);
    }

    /** Takes a new agreement: tracks are known by their MID; those that are gone are forgotten. */
    public void configure(long nowNs, SessionConfig config) {
        List<String> live = new ArrayList<>();
        for (MediaConfig section : config.media()) {
            if (section.kind() != MediaKind.DATA && !section.isRejected()) {
                live.add(section.mid());
                configure(nowNs, section);
            }
        }
        received.keySet().retainAll(live);
        sent.values().removeIf(track -> !live.contains(track.mid()) && forget(track));
        for (ReceivedStream stream : streams.clone()) {
            if (received.get(stream.track().mid()) != stream.track()) {
                remove(stream);
            }
        }
    }

    private void configure(long nowNs, MediaConfig section) {
        ReceiveTrack into = received.get(section.mid());
        if (into == null) {
            received.put(section.mid(), new ReceiveTrack(section));
        } else {
            into.configure(section);
        }
        SendTrack out = sent.computeIfAbsent(section.mid(), mid -> new SendTrack(section));
        out.configure(section);
        if (out.isActive() && out.statistics() == null) {
            int clockHz = out.flow().mediaCodecs().isEmpty()
                    ? 90_000
                    : out.flow().mediaCodecs().get(0).clockRateHz();
            out.statistics(reports.addSent(nowNs, out.stream().ssrc(), clockHz));
        }
    }

    private boolean forget(SendTrack track) {
        SendStatistics statistics = track.statistics();
        if (statistics != null) {
            reports.removeSent(statistics.ssrc());
        }
        return true;
    }

    /** Tracks of the peer, in the order of the description. */
    public Collection<ReceiveTrack> receiveTracks() {
        return received.values();
    }

    /** Our tracks, in the order of the description. */
    public Collection<SendTrack> sendTracks() {
        return sent.values();
    }

    public DropCounters drops() {
        return drops;
    }

    /** To the peer and back, as its reports tell; 0 while it is not known. */
    public long rttNs() {
        return reports.rttNs();
    }

    /** A plain packet whose header is well-formed; borrowed, and changed when it is a retransmission. */
    public void onRtp(long nowNs, PacketBuffer packet, RtpSessionOutput out) {
        Drop drop = receive(nowNs, packet, out);
        if (drop != Drop.NONE) {
            drops.count(drop);
        }
    }

    /** A plain compound. */
    public void onRtcp(long nowNs, PacketBuffer packet, RtpSessionOutput out) {
        Drop drop = feedback.read(nowNs, packet, out);
        if (drop != Drop.NONE) {
            drops.count(drop);
        }
    }

    /** Asks the peer for a key frame of an encoding that has been seen; the caller limits the rate. */
    public void requestKeyFrame(ReceiveTrack track, int encoding, RtpSessionOutput out) {
        ReceivedStream stream = track.stream(encoding);
        if (stream != null) {
            stream.keyFrameRequested();
            transmit(new Pli(localSsrc, stream.ssrc()), out);
        }
    }

    /** Tells the peer to send no more than so many bit/s of this track, all encodings together (REMB). */
    public void limitSender(ReceiveTrack track, long bps, RtpSessionOutput out) {
        List<Long> ssrcs = Arrays.stream(streams)
                .filter(stream -> stream.track() == track && !stream.isRtx())
                .map(ReceivedStream::ssrc)
                .toList();
        if (!ssrcs.isEmpty()) {
            transmit(new Remb(localSsrc, bps, ssrcs), out);
        }
    }

    /** Sends what is due: reports, requests for lost packets, arrival times. */
    public void onTime(long nowNs, RtpSessionOutput out) {
        reports.onTime(nowNs, out::transmitRtcp);
        arrivals.onTime(nowNs, twcc -> transmit(twcc, out));
        for (ReceivedStream stream : streams) {
            NackGenerator nacks = stream.nacks();
            if (nacks != null && nacks.deadlineNs() <= nowNs) {
                nacks.setRttNs(reports.rttNs());
                nacks.onTime(nowNs, missing.of(nowNs, stream, out));
            }
        }
    }

    public long deadlineNs() {
        long deadlineNs = Math.min(reports.deadlineNs(), arrivals.deadlineNs());
        for (ReceivedStream stream : streams) {
            NackGenerator nacks = stream.nacks();
            if (nacks != null) {
                deadlineNs = Math.min(deadlineNs, nacks.deadlineNs());
            }
        }
        return deadlineNs;
    }

    private Drop receive(long nowNs, PacketBuffer packet, RtpSessionOutput out) {
        byte[] data = packet.array();
        long ssrc = RtpHeader.ssrc(data, packet.offset());
        ReceivedStream stream = find(ssrc);
        if (stream == null) {
            StreamBinder.Place place = StreamBinder.find(received.values(), packet);
            if (place == null) {
                return Drop.UNKNOWN_SSRC;
            }
            if (streams.length == MAX_STREAMS) {
                return Drop.TOO_MANY_SSRC;
            }
            if (place.track().isRetired(nowNs, ssrc)) {
                return Drop.LATE;
            }
            stream = add(nowNs, ssrc, place, RtpHeader.payloadType(data, packet.offset()), out);
        }
        ReceiveTrack track = stream.track();
        int transportCc =
                HeaderExtensions.find(data, packet.offset(), track.extensions(), HeaderExtension.TRANSPORT_CC);
        if (transportCc != HeaderExtensions.ABSENT) {
            arrivals.onPacket(nowNs, ExtensionValues.transportSequence(data, transportCc), ssrc);
        }
        return stream.isRtx() ? onRetransmission(nowNs, stream, packet, out) : onMedia(nowNs, stream, packet, out);
    }

    private Drop onMedia(long nowNs, ReceivedStream stream, PacketBuffer packet, RtpSessionOutput out) {
        byte[] data = packet.array();
        int offset = packet.offset();
        int payloadType = RtpHeader.payloadType(data, offset);
        CodecConfig codec = stream.track().codec(payloadType);
        if (codec == null) {
            return Drop.UNKNOWN_PAYLOAD_TYPE;
        }
        ReceiveStatistics statistics = stream.statistics();
        if (statistics != null) {
            statistics.onPacket(
                    nowNs,
                    RtpHeader.sequenceNumber(data, offset),
                    RtpHeader.timestamp(data, offset),
                    RtpHeader.payloadLength(data, offset, packet.length()));
        }
        return hand(nowNs, stream, codec, packet, out);
    }

    private Drop onRetransmission(long nowNs, ReceivedStream stream, PacketBuffer packet, RtpSessionOutput out) {
        ReceivedStream original = stream.track().stream(stream.encoding());
        CodecConfig rtx = stream.track().codec(RtpHeader.payloadType(packet.array(), packet.offset()));
        CodecConfig codec = rtx == null || rtx.associatedPayloadType() < 0
                ? null
                : stream.track().codec(rtx.associatedPayloadType());
        if (original == null || codec == null) {
            return Drop.BAD_RETRANSMISSION;
        }
        Drop drop = Rtx.decapsulate(packet, original.ssrc(), codec.payloadType());
        return drop == Drop.NONE ? hand(nowNs, original, codec, packet, out) : drop;
    }

    private Drop hand(long nowNs, ReceivedStream stream, CodecConfig codec, PacketBuffer packet, RtpSessionOutput out) {
        NackGenerator nacks = stream.nacks();
        if (nacks != null) {
            nacks.onPacket(
                    nowNs, RtpHeader.sequenceNumber(packet.array(), packet.offset()), missing.of(nowNs, stream, out));
        }
        if (codec.role() != CodecConfig.Role.MEDIA && codec.role() != CodecConfig.Role.TELEPHONE_EVENT) {
            return Drop.NOT_WANTED;
        }
        out.packet(nowNs, stream.track(), stream.encoding(), codec, packet);
        return Drop.NONE;
    }

    private ReceivedStream add(long nowNs, long ssrc, StreamBinder.Place place, int payloadType, RtpSessionOutput out) {
        ReceiveTrack track = place.track();
        CodecConfig codec = track.codec(payloadType);
        ReceiveStatistics statistics =
                place.isRtx() ? null : reports.addReceived(nowNs, ssrc, codec == null ? 90_000 : codec.clockRateHz());
        ReceivedStream stream = new ReceivedStream(ssrc, track, place.encoding(), place.isRtx(), statistics);
        replace(nowNs, stream, out);
        streams = Arrays.copyOf(streams, streams.length + 1);
        streams[streams.length - 1] = stream;
        return stream;
    }

    /** An encoding has one stream, and one for its retransmissions: a new SSRC takes the place of the one before. */
    private void replace(long nowNs, ReceivedStream stream, RtpSessionOutput out) {
        for (ReceivedStream former : streams) {
            if (former.track() == stream.track()
                    && former.encoding() == stream.encoding()
                    && former.isRtx() == stream.isRtx()) {
                remove(former);
                stream.track().retire(nowNs, former.ssrc());
                if (!former.isRtx()) {
                    out.restarted(nowNs, stream.track(), stream.encoding());
                }
            }
        }
        if (!stream.isRtx()) {
            stream.track().stream(stream.encoding(), stream);
        }
    }

    void remove(ReceivedStream stream) {
        reports.removeReceived(stream.ssrc());
        if (stream.track().stream(stream.encoding()) == stream) {
            stream.track().stream(stream.encoding(), null);
        }
        streams = Arrays.stream(streams).filter(other -> other != stream).toArray(ReceivedStream[]::new);
    }

    @Nullable
    ReceivedStream find(long ssrc) {
        for (ReceivedStream stream : streams) {
            if (stream.ssrc() == ssrc) {
                return stream;
            }
        }
        return null;
    }

    @Nullable
    SendTrack sender(long ssrc) {
        for (SendTrack track : sent.values()) {
            if (track.isActive()
                    && (track.stream().ssrc() == ssrc || track.stream().rtxSsrc() == ssrc)) {
                return track;
            }
        }
        return null;
    }

    private static void transmit(RtcpPacket packet, RtpSessionOutput out) {
        out.transmitRtcp(Rtcp.write(List.of(packet)));
    }

    /** What is missing of the stream that a call is about; one object, so that packets allocate nothing. */
    private final class Missing implements NackOutput {
        private long nowNs;
        private @Nullable ReceivedStream stream;
        private @Nullable RtpSessionOutput out;

        Missing of(long callNs, ReceivedStream callStream, RtpSessionOutput callOut) {
            nowNs = callNs;
            stream = callStream;
            out = callOut;
            return this;
        }

        @Override
        public void nack(int[] sequenceNumbers, int count) {
            if (stream != null && out != null) {
                transmit(new Nack(localSsrc, stream.ssrc(), Arrays.copyOf(sequenceNumbers, count)), out);
            }
        }

        @Override
        public void gaveUp(int packets) {
            if (stream != null && out != null) {
                out.gaveUp(nowNs, stream.track(), stream.encoding());
            }
        }
    }
}
