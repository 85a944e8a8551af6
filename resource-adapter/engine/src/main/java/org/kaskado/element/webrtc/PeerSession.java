package org.kaskado.element.webrtc;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsConfig;
import org.kaskado.dtls.DtlsProvider;
import org.kaskado.dtls.DtlsRole;
import org.kaskado.dtls.Fingerprint;
import org.kaskado.dtls.SrtpProfile;
import org.kaskado.feedback.NtpClock;
import org.kaskado.ice.Candidate;
import org.kaskado.ice.CandidateLine;
import org.kaskado.ice.IceAgent;
import org.kaskado.ice.IceConfig;
import org.kaskado.ice.IceCredentials;
import org.kaskado.ice.IceMode;
import org.kaskado.ice.IceRole;
import org.kaskado.ice.IceState;
import org.kaskado.ice.LocalCandidate;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtcp.Twcc;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.IceParameters;
import org.kaskado.session.MediaTransport;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.RtpSession;
import org.kaskado.session.RtpSessionOutput;
import org.kaskado.session.SendTrack;
import org.kaskado.session.SessionConfig;
import org.kaskado.session.TransportConfig;
import org.kaskado.session.TransportOutput;
import org.kaskado.transport.udp.DatagramReceiver;

/**
 * The shell of one peer: gives the cores datagrams and time, and carries out what they want. Lives on the loop of its
 * pipeline; one deadline at a time waits in the loop.
 */
final class PeerSession implements DatagramReceiver, TransportOutput, RtpSessionOutput {
    private final MediaLoop loop;
    private final DtlsProvider certificate;
    private final PeerListener listener;
    private final MediaTransport transport;
    private final NtpClock clock;
    private final List<Candidate> localCandidates = new ArrayList<>();
    private final PeerPaths paths;
    private final Runnable onDeadline = this::onDeadline;
    private @Nullable RtpSession rtp;
    private MediaLoop.@Nullable Deadline timer;
    private long timerNs = Long.MAX_VALUE;
    private int generation;
    private boolean isSecured;
    private boolean isClosed;

    /** Announces itself; nothing is sent before the peer is known. */
    PeerSession(MediaLoop loop, WebRtcServices services, DtlsProvider certificate, PeerListener listener, Start start) {
        this.loop = loop;
        this.certificate = certificate;
        this.listener = listener;
        this.clock = new NtpClock(loop.nowNs(), start.wallclockMs() * 1_000_000);
        IceAgent agent = new IceAgent(IceConfig.full(start.role()), services.random());
        this.transport = new MediaTransport(agent, services.scratch(loop));
        this.paths = new PeerPaths(services, this);
        paths.announce(agent.localCredentials().ufrag());
        long nowNs = loop.nowNs();
        for (LocalCandidate candidate : paths.hostCandidates(start.externals(), start.hasTcp())) {
            localCandidates.add(candidate.candidate());
            agent.addLocalCandidate(nowNs, candidate, transport.iceOutput(nowNs, this));
        }
    }

    /**
     * How a session begins.
     *
     * @param role controlling when we offer
     * @param wallclockMs milliseconds since the epoch
     * @param externals announced addresses of this endpoint alone; empty: those of the server
     * @param hasTcp whether TCP is offered too
     */
    record Start(IceRole role, long wallclockMs, List<InetAddress> externals, boolean hasTcp) {}

    @Override
    public MediaLoop loop() {
        return loop;
    }

    MediaTransport transport() {
        return transport;
    }

    @Nullable
    RtpSession rtp() {
        return rtp;
    }

    NtpClock clock() {
        return clock;
    }

    /** Candidates of ours, in the order of preference. */
    List<Candidate> localCandidates() {
        return List.copyOf(localCandidates);
    }

    /** What names the present ICE session. */
    String iceSessionId() {
        return transport.ice().localCredentials().ufrag() + "-" + generation;
    }

    /** Our credentials and candidates; a higher generation restarts ICE. */
    IceParameters iceParameters(int wantedGeneration) {
        IceCredentials credentials = transport.ice().localCredentials();
        if (wantedGeneration > generation) {
            generation = wantedGeneration;
            long nowNs = loop.nowNs();
            credentials = transport.ice().restart(nowNs, transport.iceOutput(nowNs, this));
            paths.announce(credentials.ufrag());
        }
        return new IceParameters(
                credentials.ufrag(),
                credentials.password(),
                false,
                List.of(IceParameters.TRICKLE),
                localCandidates.stream()
                        .map(candidate -> candidate.toLine().substring("candidate:".length()))
                        .toList(),
                true);
    }

    /** Runs from a finished negotiation: the first begins the session, later ones change it. */
    void configure(SessionConfig config) {
        long nowNs = loop.nowNs();
        if (rtp == null) {
            rtp = new RtpSession(nowNs, config, clock);
        } else {
            rtp.configure(nowNs, config);
        }
        if (!config.transports().isEmpty()) {
            connect(nowNs, config.transports().get(0), config);
        }
        reschedule();
    }

    /** The peer's ICE facts of a restart that came as a fragment. */
    void remoteIce(IceParameters remote) {
        long nowNs = loop.nowNs();
        transport
                .ice()
                .setRemote(
                        nowNs,
                        new IceCredentials(remote.ufrag(), remote.pwd()),
                        remote.isLite() ? IceMode.LITE : IceMode.FULL,
                        transport.iceOutput(nowNs, this));
        remote.candidates().forEach(this::addRemoteCandidate);
        if (remote.isComplete()) {
            transport.ice().endOfRemoteCandidates();
        }
        reschedule();
    }

    /** Restarts ICE as the peer's fragment asks for; answers our fragment. */
    String restart(IceFragment fragment, String mid) {
        IceParameters ours = iceParameters(generation + 1);
        remoteIce(new IceParameters(
                String.valueOf(fragment.ufrag()),
                String.valueOf(fragment.pwd()),
                false,
                List.of(IceParameters.TRICKLE),
                fragment.candidates(),
                fragment.isComplete()));
        return IceFragment.write(ours, mid);
    }

    /**
     * Adds a candidate of the peer.
     *
     * @return an empty text, or what is wrong with the line
     */
    String addRemoteCandidate(String line) {
        if (line.isBlank()) {
            transport.ice().endOfRemoteCandidates();
            return "";
        }
        CandidateLine parsed = CandidateLine.parse(line);
        Candidate candidate = parsed.candidate();
        if (candidate == null) {
            return parsed.error();
        }
        long nowNs = loop.nowNs();
        transport.ice().addRemoteCandidate(nowNs, candidate, transport.iceOutput(nowNs, this));
        reschedule();
        return "";
    }

    void requestKeyFrame(ReceiveTrack track, int encoding) {
        if (rtp != null) {
            rtp.requestKeyFrame(track, encoding, this);
        }
    }

    /** Protects and sends an RTP packet; drops are counted. */
    void send(byte[] data, int offset, int length) {
        transport.sendRtp(data, offset, length, this);
    }

    void sendData(byte[] data, int offset, int length) {
        transport.sendData(loop.nowNs(), data, offset, length, this);
    }

    /** Says goodbye and frees everything; twice is silence. */
    void close() {
        if (isClosed) {
            return;
        }
        long nowNs = loop.nowNs();
        transport.close(nowNs, this);
        isClosed = true;
        if (timer != null) {
            timer.cancel();
        }
        paths.close();
    }

    /** Asks for time anew, after something outside of the session has changed what is due. */
    void reschedule() {
        if (isClosed) {
            return;
        }
        long dueNs = Math.min(transport.deadlineNs(), listener.deadlineNs());
        if (rtp != null) {
            dueNs = Math.min(dueNs, rtp.deadlineNs());
        }
        if (dueNs < timerNs) {
            if (timer != null) {
                timer.cancel();
            }
            timerNs = dueNs;
            timer = loop.at(dueNs, onDeadline);
        }
    }

    @Override
    public void onDatagram(long nowNs, FiveTuple path, PacketBuffer packet) {
        if (!isClosed) {
            transport.onDatagram(nowNs, path, packet, this);
            reschedule();
        }
    }

    private void onDeadline() {
        timerNs = Long.MAX_VALUE;
        timer = null;
        if (isClosed) {
            return;
        }
        long nowNs = loop.nowNs();
        transport.onTime(nowNs, this);
        if (rtp != null && !isClosed) {
            rtp.onTime(nowNs, this);
        }
        listener.onTime(nowNs);
        reschedule();
    }

    private void connect(long nowNs, TransportConfig config, SessionConfig session) {
        if (config.dtls() != null && !isSecured) {
            isSecured = true;
            List<Fingerprint> peer = config.dtls().peerFingerprints().stream()
                    .map(print -> Fingerprint.parse(print.algorithm() + " " + print.value()))
                    .toList();
            boolean hasMedia =
                    session.media().stream().anyMatch(section -> section.data() == null && !section.isRejected());
            DtlsConfig dtls = new DtlsConfig(
                    config.dtls().isClient() ? DtlsRole.CLIENT : DtlsRole.SERVER,
                    peer,
                    SrtpProfile.PREFERRED,
                    hasMedia);
            transport.secure(nowNs, certificate.open(dtls, this::wake), this);
        }
        if (config.remoteIce() != null) {
            remoteIce(config.remoteIce());
        }
    }

    /** DTLS has something to say; from any thread. */
    private void wake() {
        loop.execute(() -> {
            if (!isClosed) {
                transport.onTime(loop.nowNs(), this);
                reschedule();
            }
        });
    }

    @Override
    public void transmit(FiveTuple path, byte[] data, int offset, int length) {
        if (path.equals(transport.path())) {
            paths.send(path, data, offset, length);
        } else {
            paths.probe(path, data, offset, length);
        }
    }

    @Override
    public void rtp(long nowNs, PacketBuffer packet) {
        if (rtp != null) {
            rtp.onRtp(nowNs, packet, this);
        }
    }

    @Override
    public void rtcp(long nowNs, PacketBuffer packet) {
        if (rtp != null) {
            rtp.onRtcp(nowNs, packet, this);
        }
    }

    @Override
    public void data(long nowNs, byte[] data, int offset, int length) {
        listener.onData(nowNs, data, offset, length);
    }

    @Override
    public void validated(FiveTuple path) {
        paths.take(path);
    }

    @Override
    public void invalidated(FiveTuple path) {
        paths.leave(path);
    }

    @Override
    public void selected(FiveTuple path) {
        paths.take(path);
        listener.onSelected(path);
    }

    @Override
    public void iceStateChanged(IceState state) {
        listener.onIceState(state);
    }

    @Override
    public void needsResolution(String name, Candidate candidate) {
        // a peer could make us look up any name; its own checks tell its address anyway
    }

    @Override
    public void credentialsRetired(String localUfrag) {
        paths.retire(localUfrag);
    }

    @Override
    public void connected(DtlsAgreement agreement) {
        listener.onConnected(agreement);
    }

    @Override
    public void dtlsClosed(DtlsClose reason, String text) {
        listener.onDtlsClosed(reason, text);
    }

    @Override
    public void transmitRtcp(byte[] compound) {
        transport.sendRtcp(compound, 0, compound.length, this);
    }

    @Override
    public void packet(long nowNs, ReceiveTrack track, int encoding, CodecConfig codec, PacketBuffer packet) {
        listener.onPacket(nowNs, track, encoding, codec, packet);
    }

    @Override
    public void senderReport(long nowNs, ReceiveTrack track, int encoding, long ntp, long rtpTimestamp) {
        listener.onSenderReport(nowNs, track, encoding, ntp, rtpTimestamp);
    }

    @Override
    public void gaveUp(long nowNs, ReceiveTrack track, int encoding) {
        listener.onLost(nowNs, track, encoding);
    }

    @Override
    public void keyFrameRequested(long nowNs, SendTrack track) {
        listener.onKeyFrameRequest(nowNs, track);
    }

    @Override
    public void nacked(long nowNs, SendTrack track, int sequenceNumber) {
        listener.onNack(nowNs, track, sequenceNumber);
    }

    @Override
    public void receiverEstimate(long nowNs, long bps) {
        listener.onReceiverEstimate(nowNs, bps);
    }

    @Override
    public void transportFeedback(long nowNs, Twcc feedback) {
        listener.onTransportFeedback(nowNs, feedback);
    }

    @Override
    public void restarted(long nowNs, ReceiveTrack track, int encoding) {
        listener.onRestarted(nowNs, track, encoding);
    }

    @Override
    public void ended(long nowNs, ReceiveTrack track, int encoding) {
        listener.onEnded(track);
    }
}
