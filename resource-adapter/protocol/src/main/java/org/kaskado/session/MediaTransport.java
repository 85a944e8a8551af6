package org.kaskado.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsOutput;
import org.kaskado.dtls.DtlsState;
import org.kaskado.dtls.DtlsTransport;
import org.kaskado.dtls.SrtpKeys;
import org.kaskado.ice.Candidate;
import org.kaskado.ice.IceAgent;
import org.kaskado.ice.IceOutput;
import org.kaskado.ice.IceState;
import org.kaskado.net.Drop;
import org.kaskado.net.DropCounters;
import org.kaskado.net.FirstByte;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.srtp.SrtpReceiver;
import org.kaskado.srtp.SrtpSender;
import org.kaskado.srtp.SrtpSuite;

/**
 * ICE, DTLS and SRTP of one bundled transport, joined: datagrams in, plain RTP and RTCP out, and the other way round. DTLS
 * begins when ICE has a path, and never on one that ICE has not validated. Pure; belongs to one loop.
 */
public final class MediaTransport {
    private final IceAgent ice;
    private final byte[] scratch;
    private final DropCounters drops = new DropCounters();
    private final TransportCounters counters = new TransportCounters();
    private final IceSide iceSide = new IceSide();
    private final DtlsSide dtlsSide = new DtlsSide();
    private @Nullable DtlsTransport dtls;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private @Nullable FiveTuple path;

    /** @param scratch where packets are protected; may be shared by all transports of a loop */
    public MediaTransport(IceAgent ice, byte[] scratch) {
        this.ice = ice;
        this.scratch = scratch;
    }

    public IceAgent ice() {
        return ice;
    }

    public DropCounters drops() {
        return drops;
    }

    public TransportCounters counters() {
        return counters;
    }

    /** Where media goes; null while ICE has no path. */
    public @Nullable FiveTuple path() {
        return path;
    }

    /** Whether packets can be sent. */
    public boolean isKeyed() {
        return sender != null && path != null;
    }

    public DtlsState dtlsState() {
        return dtls == null ? DtlsState.NEW : dtls.state();
    }

    /** Gives the DTLS transport once the peer's fingerprint is known; it starts when there is a path. */
    public void secure(long nowNs, DtlsTransport transport, TransportOutput out) {
        dtls = transport;
        if (path != null) {
            transport.start(nowNs, dtlsSide.to(nowNs, out));
        }
    }

    /** Calls that concern ICE go to the agent with this output. */
    public IceOutput iceOutput(long nowNs, TransportOutput out) {
        return iceSide.to(nowNs, out);
    }

    /** A datagram of a path that is, or may become, this session's; borrowed. */
    public void onDatagram(long nowNs, FiveTuple from, PacketBuffer packet, TransportOutput out) {
        counters.received(packet.length());
        Drop drop = dispatch(nowNs, from, packet, out);
        if (drop != Drop.NONE) {
            drops.count(drop);
        }
    }

    /** Does what is due in ICE and DTLS. */
    public void onTime(long nowNs, TransportOutput out) {
        if (nowNs >= ice.deadlineNs()) {
            ice.onTime(nowNs, iceSide.to(nowNs, out));
        }
        if (dtls != null) {
            dtls.onTime(nowNs, dtlsSide.to(nowNs, out));
        }
    }

    public long deadlineNs() {
        return dtls == null ? ice.deadlineNs() : Math.min(ice.deadlineNs(), dtls.deadlineNs());
    }

    /** Protects and sends an RTP packet whose extended sequence number follows from the ones before. */
    public Drop sendRtp(byte[] data, int offset, int length, TransportOutput out) {
        SrtpSender srtp = sender;
        FiveTuple to = path;
        if (srtp == null || to == null) {
            return Drop.NOT_KEYED;
        }
        return transmit(srtp, to, srtp.protect(data, offset, length, scratch, 0), out);
    }

    /** Protects and sends a compound RTCP packet. */
    public Drop sendRtcp(byte[] data, int offset, int length, TransportOutput out) {
        SrtpSender srtp = sender;
        FiveTuple to = path;
        if (srtp == null || to == null) {
            return Drop.NOT_KEYED;
        }
        return transmit(srtp, to, srtp.protectRtcp(data, offset, length, scratch, 0), out);
    }

    /** Sends an SCTP packet as one DTLS record. */
    public Drop sendData(long nowNs, byte[] data, int offset, int length, TransportOutput out) {
        return dtls == null ? Drop.NOT_KEYED : dtls.send(data, offset, length, dtlsSide.to(nowNs, out));
    }

    /** Says goodbye to the peer, and ends; nothing may be called afterwards. */
    public void close(long nowNs, TransportOutput out) {
        if (dtls != null) {
            dtls.close(nowNs, dtlsSide.to(nowNs, out));
        }
        ice.close(iceSide.to(nowNs, out));
    }

    private Drop transmit(SrtpSender srtp, FiveTuple to, int length, TransportOutput out) {
        if (length == SrtpSender.REFUSED) {
            return srtp.refusal();
        }
        counters.sent(length);
        out.transmit(to, scratch, 0, length);
        return Drop.NONE;
    }

    private Drop dispatch(long nowNs, FiveTuple from, PacketBuffer packet, TransportOutput out) {
        FirstByte kind = FirstByte.of(packet.array(), packet.offset(), packet.length());
        if (kind == FirstByte.STUN) {
            return ice.onDatagram(nowNs, from, packet, iceSide.to(nowNs, out));
        }
        if (!from.equals(path) && !ice.isValidated(from)) {
            return Drop.NOT_VALIDATED;
        }
        return switch (kind) {
            case RTP -> onRtp(nowNs, packet, out);
            case RTCP -> onRtcp(nowNs, packet, out);
            case DTLS -> dtls == null ? Drop.NOT_WANTED : dtls.onDatagram(nowNs, packet, dtlsSide.to(nowNs, out));
            default -> Drop.UNKNOWN_PROTOCOL;
        };
    }

    private Drop onRtp(long nowNs, PacketBuffer packet, TransportOutput out) {
        if (receiver == null) {
            return Drop.NOT_KEYED;
        }
        Drop drop = receiver.unprotect(packet);
        if (drop == Drop.NONE) {
            drop = RtpHeader.validate(packet.array(), packet.offset(), packet.length());
        }
        if (drop == Drop.NONE) {
            out.rtp(nowNs, packet);
        }
        return drop;
    }

    private Drop onRtcp(long nowNs, PacketBuffer packet, TransportOutput out) {
        if (receiver == null) {
            return Drop.NOT_KEYED;
        }
        Drop drop = receiver.unprotectRtcp(packet);
        if (drop == Drop.NONE) {
            out.rtcp(nowNs, packet);
        }
        return drop;
    }

    private void key(SrtpKeys keys) {
        SrtpSuite suite =
                Objects.requireNonNull(SrtpSuite.ofCode(keys.profile().code()), "DTLS and SRTP know the same profiles");
        sender = new SrtpSender(suite, keys.localKey(), keys.localSalt());
        receiver = new SrtpReceiver(suite, keys.remoteKey(), keys.remoteSalt());
    }

    /** ICE's wishes, with the time and output of the call that is under way. */
    private final class IceSide implements IceOutput {
        private long nowNs;
        private @Nullable TransportOutput out;

        IceSide to(long callNs, TransportOutput callOut) {
            nowNs = callNs;
            out = callOut;
            return this;
        }

        private TransportOutput out() {
            return Objects.requireNonNull(out, "only within a call");
        }

        @Override
        public void transmit(FiveTuple to, byte[] data, int offset, int length) {
            counters.sent(length);
            out().transmit(to, data, offset, length);
        }

        @Override
        public void selected(FiveTuple selected) {
            path = selected;
            out().selected(selected);
            if (dtls != null) {
                dtls.start(nowNs, dtlsSide.to(nowNs, out()));
            }
        }

        @Override
        public void stateChanged(IceState state) {
            if (state == IceState.FAILED || state == IceState.CLOSED) {
                path = null;
            }
            out().iceStateChanged(state);
        }

        @Override
        public void validated(FiveTuple valid) {
            out().validated(valid);
        }

        @Override
        public void invalidated(FiveTuple invalid) {
            out().invalidated(invalid);
        }

        @Override
        public void needsResolution(String name, Candidate candidate) {
            out().needsResolution(name, candidate);
        }

        @Override
        public void credentialsRetired(String localUfrag) {
            out().credentialsRetired(localUfrag);
        }
    }

    /** DTLS's wishes, likewise. */
    private final class DtlsSide implements DtlsOutput {
        private long nowNs;
        private @Nullable TransportOutput out;

        DtlsSide to(long callNs, TransportOutput callOut) {
            nowNs = callNs;
            out = callOut;
            return this;
        }

        private TransportOutput out() {
            return Objects.requireNonNull(out, "only within a call");
        }

        @Override
        public void transmit(byte[] data, int offset, int length) {
            FiveTuple to = path;
            if (to != null) {
                counters.sent(length);
                out().transmit(to, data, offset, length);
            }
        }

        @Override
        public void connected(DtlsAgreement agreement) {
            SrtpKeys keys = agreement.srtp();
            if (keys != null) {
                key(keys);
            }
            out().connected(agreement);
        }

        @Override
        public void data(byte[] data, int offset, int length) {
            out().data(nowNs, data, offset, length);
        }

        @Override
        public void closed(DtlsClose reason, String text) {
            out().dtlsClosed(reason, text);
        }
    }
}
