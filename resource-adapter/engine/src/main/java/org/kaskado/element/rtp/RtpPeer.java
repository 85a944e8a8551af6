package org.kaskado.element.rtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.feedback.NtpClock;
import org.kaskado.net.DropCounters;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtcp.Bye;
import org.kaskado.rtcp.ReceiverReport;
import org.kaskado.rtcp.Rtcp;
import org.kaskado.rtcp.Twcc;
import org.kaskado.runtime.MediaLoop;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.MediaConfig;
import org.kaskado.session.PlainConfig;
import org.kaskado.session.PlainOutput;
import org.kaskado.session.PlainTransport;
import org.kaskado.session.ReceiveTrack;
import org.kaskado.session.RtpSession;
import org.kaskado.session.RtpSessionOutput;
import org.kaskado.session.SendTrack;
import org.kaskado.session.SessionConfig;
import org.kaskado.session.TransportConfig;
import org.kaskado.transport.udp.RtpSocketPair;

/** One m-section's ports and the cores behind them. Lives on the pipeline's loop; one deadline at a time waits there. */
final class RtpPeer implements RtpSocketPair.Receiver, PlainOutput, RtpSessionOutput {
    private final MediaLoop loop;
    private final RtpListener listener;
    private final PlainTransport transport;
    private final NtpClock clock;
    private final Runnable onDeadline = this::onDeadline;
    private final RtpSocketPair sockets;
    private @Nullable RtpSession rtp;
    private MediaLoop.@Nullable Deadline timer;
    private long timerNs = Long.MAX_VALUE;
    private boolean hasEnded;
    private boolean isClosed;

    /** Opens the ports of a section. */
    interface Sockets {
        RtpSocketPair open(RtpSocketPair.Receiver receiver);
    }

    RtpPeer(MediaLoop loop, RtpListener listener, NtpClock clock, InetAddress local, byte[] scratch, Sockets sockets) {
        this.loop = loop;
        this.listener = listener;
        this.clock = clock;
        this.transport = new PlainTransport(local, scratch);
        this.sockets = sockets.open(this);
    }

    RtpSocketPair sockets() {
        return sockets;
    }

    PlainTransport transport() {
        return transport;
    }

    @Nullable
    RtpSession rtp() {
        return rtp;
    }

    /** Whether the peer said goodbye, and nothing came since. */
    boolean hasEnded() {
        return hasEnded;
    }

    DropCounters drops() {
        return transport.drops();
    }

    /**
     * Runs from an agreement.
     *
     * @return an empty text, or why nothing can be sent
     */
    String configure(TransportConfig config, PlainConfig plain, MediaConfig section) {
        long nowNs = loop.nowNs();
        SessionConfig own = new SessionConfig(List.of(config), List.of(section));
        if (rtp == null) {
            rtp = new RtpSession(nowNs, own, clock);
        } else {
            rtp.configure(nowNs, own);
        }
        String wrong = transport.configure(plain, config.isMuxed(), this::isAgreed);
        reschedule();
        return wrong;
    }

    private boolean isAgreed(int payloadType) {
        ReceiveTrack track = receiveTrack();
        return track != null && track.isActive() && track.codec(payloadType) != null;
    }

    @Nullable
    ReceiveTrack receiveTrack() {
        return rtp == null ? null : rtp.receiveTracks().stream().findFirst().orElse(null);
    }

    @Nullable
    SendTrack sendTrack() {
        return rtp == null ? null : rtp.sendTracks().stream().findFirst().orElse(null);
    }

    void send(byte[] data, int offset, int length) {
        if (!isClosed) {
            transport.sendRtp(data, offset, length, this);
        }
    }

    void requestKeyFrame(int encoding) {
        ReceiveTrack track = receiveTrack();
        if (rtp != null && track != null && !isClosed) {
            rtp.requestKeyFrame(track, encoding, this);
        }
    }

    /** Says goodbye and frees the ports; twice is silence. */
    void close() {
        if (isClosed) {
            return;
        }
        SendTrack track = sendTrack();
        if (track != null && track.isActive()) {
            transmitRtcp(Rtcp.write(List.of(
                    new ReceiverReport(track.stream().ssrc(), List.of()),
                    new Bye(List.of(track.stream().ssrc()), ""))));
        }
        isClosed = true;
        if (timer != null) {
            timer.cancel();
        }
        sockets.close();
    }

    /** Asks for time anew, after something outside of the session has changed what is due. */
    void reschedule() {
        if (isClosed) {
            return;
        }
        long dueNs = Math.min(rtp == null ? Long.MAX_VALUE : rtp.deadlineNs(), listener.deadlineNs(this));
        if (dueNs < timerNs) {
            if (timer != null) {
                timer.cancel();
            }
            timerNs = dueNs;
            timer = loop.at(dueNs, onDeadline);
        }
    }

    private void onDeadline() {
        timerNs = Long.MAX_VALUE;
        timer = null;
        if (isClosed) {
            return;
        }
        long nowNs = loop.nowNs();
        if (rtp != null) {
            rtp.onTime(nowNs, this);
        }
        listener.onTime(nowNs, this);
        reschedule();
    }

    @Override
    public void onDatagram(long nowNs, boolean isRtcpPort, InetSocketAddress from, PacketBuffer packet) {
        if (!isClosed) {
            transport.onDatagram(nowNs, isRtcpPort, from, packet, this);
            reschedule();
        }
    }

    @Override
    public void transmit(boolean isRtcp, InetSocketAddress to, byte[] data, int offset, int length) {
        sockets.send(isRtcp, to, data, offset, length);
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
    public void latched(InetSocketAddress remote) {
        listener.onReachable(this);
    }

    @Override
    public void transmitRtcp(byte[] compound) {
        transport.sendRtcp(compound, 0, compound.length, this);
    }

    @Override
    public void packet(long nowNs, ReceiveTrack track, int encoding, CodecConfig codec, PacketBuffer packet) {
        hasEnded = false;
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
        // plain RTP is sent at the rate of its source
    }

    @Override
    public void transportFeedback(long nowNs, Twcc feedback) {
        // transport-cc is not offered
    }

    @Override
    public void restarted(long nowNs, ReceiveTrack track, int encoding) {
        listener.onRestarted(nowNs, track, encoding);
    }

    @Override
    public void ended(long nowNs, ReceiveTrack track, int encoding) {
        hasEnded = true;
        listener.onEnded(track);
    }
}
