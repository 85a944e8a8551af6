package org.kaskado.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsRole;
import org.kaskado.feedback.EstimatorConfig;
import org.kaskado.feedback.NtpClock;
import org.kaskado.forward.ViewerBandwidth;
import org.kaskado.frame.MediaKind;
import org.kaskado.ice.Candidate;
import org.kaskado.ice.CandidateLine;
import org.kaskado.ice.IceAgent;
import org.kaskado.ice.IceConfig;
import org.kaskado.ice.IceCredentials;
import org.kaskado.ice.IceMode;
import org.kaskado.ice.IceRole;
import org.kaskado.ice.IceState;
import org.kaskado.ice.LocalCandidate;
import org.kaskado.negotiation.Capabilities;
import org.kaskado.negotiation.LocalFacts;
import org.kaskado.negotiation.NegotiationConfig;
import org.kaskado.negotiation.Negotiator;
import org.kaskado.negotiation.SdesSuite;
import org.kaskado.negotiation.TransportMode;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.TransportProtocol;
import org.kaskado.rtcp.Twcc;
import org.kaskado.rtp.RtpHeader;

/** One end of a session: negotiator, transport and RTP session, with a recorder of what comes. */
final class Peer implements VirtualWire.Node, TransportOutput, RtpSessionOutput, LocalFacts {
    private static final int PORT = 5_000;
    /** Wallclocks of the peers differ by hours, as those of real ones may. */
    private static final long WALLCLOCK_STEP_NS = 3_600_000_000_000L;

    final VirtualWire wire;
    final NtpClock clock;
    final MediaTransport transport;
    final Negotiator negotiator;
    final ViewerBandwidth bandwidth = new ViewerBandwidth(EstimatorConfig.standard());
    final Map<MediaKind, TrackOut> outs = new EnumMap<>(MediaKind.class);
    final Map<MediaKind, Feed> feeds = new EnumMap<>(MediaKind.class);
    final List<Arrival> arrivals = new ArrayList<>();
    final Map<MediaKind, long[]> reports = new EnumMap<>(MediaKind.class);
    final List<String> events = new ArrayList<>();
    int keyFrameRequests;
    int rtcpSent;
    long limitBps;
    final Map<Long, Integer> protectedHashes = new HashMap<>();
    private final Map<Long, Long> newestNumbers = new HashMap<>();
    private final InetSocketAddress address;
    private final Random random;
    private final VirtualWire.Link link;
    private @Nullable RtpSession rtp;
    private @Nullable Peer partner;
    private boolean isSecured;

    /** A packet that came, its place in what was published told by the last 8 bytes. */
    record Arrival(MediaKind kind, long number, long atNs, long timestamp, int length) {}

    Peer(VirtualWire wire, String name, int host, IceRole role, VirtualWire.Link link) {
        this.wire = wire;
        this.link = link;
        this.random = new Random(host);
        this.clock = new NtpClock(wire.nowNs(), 1_700_000_000_000_000_000L + host * WALLCLOCK_STEP_NS);
        this.address = address(host);
        this.transport = new MediaTransport(new IceAgent(IceConfig.full(role), random), new byte[2_200]);
        NegotiationConfig config = new NegotiationConfig(
                new NegotiationConfig.Identity(host, "Kaskado", "cname-" + name, "stream-" + name),
                TransportMode.webRtc(new Fingerprint("sha-256", "AB" + ":AB".repeat(31)), 1),
                Capabilities.webRtcAudio(),
                Capabilities.webRtcVideo(),
                null,
                false);
        this.negotiator = new Negotiator(config, this);
        LocalCandidate local = LocalCandidate.host(TransportProtocol.UDP, address, address, 65_535);
        transport.ice().addLocalCandidate(wire.nowNs(), local, transport.iceOutput(wire.nowNs(), this));
        wire.attach(this);
    }

    private static InetSocketAddress address(int host) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host}), PORT);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    VirtualWire.Link link() {
        return link;
    }

    RtpSession rtp() {
        return Objects.requireNonNull(rtp, "not negotiated");
    }

    void meet(Peer other) {
        partner = other;
    }

    void configure(SessionConfig config, long keySeed) {
        long nowNs = wire.nowNs();
        if (rtp == null) {
            rtp = new RtpSession(nowNs, config, clock);
        } else {
            rtp.configure(nowNs, config);
        }
        TransportConfig way = config.transports().get(0);
        if (!isSecured) {
            isSecured = true;
            boolean isClient = Objects.requireNonNull(way.dtls()).isClient();
            transport.secure(nowNs, new PresetDtls(isClient ? DtlsRole.CLIENT : DtlsRole.SERVER, keySeed), this);
            IceParameters remote = Objects.requireNonNull(way.remoteIce());
            IceCredentials credentials = new IceCredentials(remote.ufrag(), remote.pwd());
            transport.ice().setRemote(nowNs, credentials, IceMode.FULL, transport.iceOutput(nowNs, this));
            for (String line : remote.candidates()) {
                Candidate candidate =
                        Objects.requireNonNull(CandidateLine.parse(line).candidate());
                transport.ice().addRemoteCandidate(nowNs, candidate, transport.iceOutput(nowNs, this));
            }
        }
    }

    /** Sends a packet, and checks that its (SSRC, index) never had other bytes (RFC 3711 §9.1). */
    Drop sendRtp(byte[] data, int offset, int length) {
        long number = RtpHeader.sequenceNumber(data, offset);
        long ssrc = RtpHeader.ssrc(data, offset);
        long newest = newestNumbers.getOrDefault(ssrc, number);
        long index = newest + (short) (number - newest);
        newestNumbers.put(ssrc, Math.max(newest, index));
        int hash = Arrays.hashCode(Arrays.copyOfRange(data, offset, offset + length));
        Integer before = protectedHashes.put(ssrc << 28 ^ index, hash);
        if (before != null && before != hash) {
            throw new AssertionError("SSRC " + ssrc + ", index " + index + " was sent with other bytes");
        }
        return transport.sendRtp(data, offset, length, this);
    }

    SendTrack sendTrack(MediaKind kind) {
        return rtp().sendTracks().stream()
                .filter(track -> track.kind() == kind && track.isActive())
                .findFirst()
                .orElseThrow();
    }

    ReceiveTrack receiveTrack(MediaKind kind) {
        return rtp().receiveTracks().stream()
                .filter(track -> track.kind() == kind && track.isActive())
                .findFirst()
                .orElseThrow();
    }

    /** Numbers of the packets that came, without repetitions. */
    List<Long> numbers(MediaKind kind) {
        return arrivals.stream()
                .filter(arrival -> arrival.kind() == kind)
                .map(Arrival::number)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void onTime(long nowNs) {
        transport.onTime(nowNs, this);
        if (rtp != null) {
            rtp.onTime(nowNs, this);
        }
        bandwidth.onTime(nowNs);
    }

    @Override
    public long deadlineNs() {
        long dueNs = Math.min(transport.deadlineNs(), bandwidth.deadlineNs());
        return rtp == null ? dueNs : Math.min(dueNs, rtp.deadlineNs());
    }

    @Override
    public void transmit(FiveTuple path, byte[] data, int offset, int length) {
        Peer to = Objects.requireNonNull(partner);
        byte[] copy = Arrays.copyOfRange(data, offset, offset + length);
        FiveTuple there = new FiveTuple(TransportProtocol.UDP, path.remote(), path.local());
        wire.send(link, length, () -> to.transport.onDatagram(wire.nowNs(), there, PacketBuffer.of(copy), to));
    }

    @Override
    public void rtp(long nowNs, PacketBuffer packet) {
        rtp().onRtp(nowNs, packet, this);
    }

    @Override
    public void rtcp(long nowNs, PacketBuffer packet) {
        rtp().onRtcp(nowNs, packet, this);
    }

    @Override
    public void transmitRtcp(byte[] compound) {
        rtcpSent++;
        transport.sendRtcp(compound, 0, compound.length, this);
    }

    @Override
    public void packet(long nowNs, ReceiveTrack track, int encoding, CodecConfig codec, PacketBuffer packet) {
        Feed feed = feeds.get(track.kind());
        if (feed != null) {
            feed.onPacket(nowNs, encoding, packet);
        }
        Arrival arrival = Publisher.arrival(nowNs, track.kind(), packet);
        if (arrival != null) {
            arrivals.add(arrival);
        }
    }

    @Override
    public void senderReport(long nowNs, ReceiveTrack track, int encoding, long ntp, long rtpTimestamp) {
        reports.put(track.kind(), new long[] {nowNs, ntp, rtpTimestamp});
        Feed feed = feeds.get(track.kind());
        if (feed != null) {
            feed.source().onSenderReport(nowNs, encoding, ntp, rtpTimestamp);
        }
    }

    @Override
    public void restarted(long nowNs, ReceiveTrack track, int encoding) {
        events.add("restarted " + track.kind() + " " + encoding);
        Feed feed = feeds.get(track.kind());
        if (feed != null) {
            feed.source().restart(nowNs, encoding, feed);
        }
    }

    @Override
    public void keyFrameRequested(long nowNs, SendTrack track) {
        keyFrameRequests++;
        TrackOut out = outs.get(track.kind());
        if (out != null) {
            out.onKeyFrameRequest(nowNs);
        }
    }

    @Override
    public void nacked(long nowNs, SendTrack track, int sequenceNumber) {
        TrackOut out = outs.get(track.kind());
        if (out != null) {
            out.onNack(nowNs, sequenceNumber);
        }
    }

    @Override
    public void receiverEstimate(long nowNs, long bps) {
        limitBps = bps;
        bandwidth.onRemb(nowNs, bps);
    }

    @Override
    public void transportFeedback(long nowNs, Twcc feedback) {
        bandwidth.setRttNs(rtp().rttNs());
        bandwidth.onTwcc(nowNs, feedback);
    }

    @Override
    public void ended(long nowNs, ReceiveTrack track, int encoding) {
        events.add("ended " + track.kind() + " " + encoding);
    }

    @Override
    public void gaveUp(long nowNs, ReceiveTrack track, int encoding) {
        events.add("gave up " + track.kind() + " " + encoding);
    }

    @Override
    public IceParameters ice(String transportId, int generation) {
        IceCredentials ours = transport.ice().localCredentials();
        LocalCandidate local = LocalCandidate.host(TransportProtocol.UDP, address, address, 65_535);
        String line = local.candidate().toLine().substring("candidate:".length());
        return new IceParameters(ours.ufrag(), ours.password(), false, List.of(), List.of(line), true);
    }

    @Override
    public long newSsrc() {
        return random.nextInt() & 0xFFFF_FFFFL;
    }

    @Override
    public @Nullable RtpAddress plainAddress(String mid, MediaKind kind, boolean isMuxed) {
        return null;
    }

    @Override
    public String newInlineKey(SdesSuite suite) {
        throw new AssertionError("WebRTC has no SDES");
    }

    @Override
    public void data(long nowNs, byte[] data, int offset, int length) {
        events.add("data");
    }

    @Override
    public void validated(FiveTuple path) {
        // the wire knows one address of each peer
    }

    @Override
    public void invalidated(FiveTuple path) {
        // likewise
    }

    @Override
    public void selected(FiveTuple path) {
        // the transport sends there
    }

    @Override
    public void iceStateChanged(IceState state) {
        events.add("ice " + state);
    }

    @Override
    public void needsResolution(String name, Candidate candidate) {
        throw new AssertionError("no names here");
    }

    @Override
    public void credentialsRetired(String localUfrag) {
        events.add("retired");
    }

    @Override
    public void connected(DtlsAgreement agreement) {
        events.add("connected");
    }

    @Override
    public void dtlsClosed(DtlsClose reason, String text) {
        events.add("closed " + reason);
    }
}
