package org.kaskado.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Drop;
import org.kaskado.net.DropCounters;
import org.kaskado.net.FirstByte;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtp.RtpHeader;
import org.kaskado.srtp.SrtpReceiver;
import org.kaskado.srtp.SrtpSender;
import org.kaskado.srtp.SrtpSuite;

/**
 * One transport without ICE and DTLS (RFC 3550 §11): RTP and RTCP on two ports or on one (RFC 5761), SRTP with SDES keys
 * (RFC 4568), symmetric RTP (RFC 4961). Pure; belongs to one loop.
 *
 * <pre>
 * SDP address ──first good packet of the same address family──► latched on its sender, for good
 * </pre>
 *
 * <p>Good is a packet that SRTP authenticates, or without SRTP one with a well-formed header and a payload type that was
 * agreed on. A new description with another address of the peer ends the latch.
 */
public final class PlainTransport {
    private final byte[] scratch;
    private final InetAddress local;
    private final DropCounters drops = new DropCounters();
    private final TransportCounters counters = new TransportCounters();
    private final Way rtpWay = new Way();
    private final Way rtcpWay = new Way();
    private IntPredicate payloadTypes = unused -> false;
    private boolean isMuxed;
    private boolean isProtected;
    private @Nullable RtpAddress announced;
    private @Nullable CryptoConfig sendKey;
    private @Nullable CryptoConfig receiveKey;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;

    /** Where the peer is: announced first, then seen. */
    private static final class Way {
        private @Nullable InetSocketAddress remote;
        private boolean isLatched;
    }

    /**
     * Waits for an agreement.
     *
     * @param local the address that packets come to; peers of the other family are not talked to
     * @param scratch where packets are protected; may be shared by all transports of a loop
     */
    public PlainTransport(InetAddress local, byte[] scratch) {
        this.local = local;
        this.scratch = scratch;
    }

    /**
     * Takes what was agreed on; later agreements keep keys and latch unless the peer changed its own.
     *
     * @param agreedTypes payload types that may come in
     * @return an empty text, or why nothing can be sent
     */
    public String configure(PlainConfig config, boolean muxed, IntPredicate agreedTypes) {
        payloadTypes = agreedTypes;
        isMuxed = muxed;
        RtpAddress remote = config.remote();
        if (!Objects.equals(remote, announced)) {
            announced = remote;
            aim(remote);
        }
        isProtected = config.sendCrypto() != null || config.receiveCrypto() != null;
        key(config);
        if (remote != null && !isOurFamily(remote.address())) {
            return "the peer receives at " + remote.address().getHostAddress() + ", but this endpoint sends from "
                    + local.getHostAddress() + "; both must be IPv4, or both IPv6 (useIpv6)";
        }
        return isProtected && (sender == null || receiver == null)
                ? "the a=crypto line with an MKI or a suite that is not supported leaves media without a key"
                : "";
    }

    public DropCounters drops() {
        return drops;
    }

    public TransportCounters counters() {
        return counters;
    }

    /** Where RTP goes; null while the peer's address is not known. */
    public @Nullable InetSocketAddress remote() {
        return rtpWay.remote;
    }

    /** Whether packets have come from {@link #remote}. */
    public boolean isLatched() {
        return rtpWay.isLatched;
    }

    /** Whether packets can be sent. */
    public boolean canSend() {
        return rtpWay.remote != null && (!isProtected || sender != null);
    }

    /** A datagram on one of the ports; borrowed. */
    public void onDatagram(
            long nowNs, boolean isRtcpPort, InetSocketAddress from, PacketBuffer packet, PlainOutput out) {
        boolean isRtcp = isRtcpPort || (isMuxed && isRtcp(packet));
        Drop drop = isRtcp ? onRtcp(nowNs, isRtcpPort, from, packet, out) : onRtp(nowNs, from, packet, out);
        if (drop != Drop.NONE) {
            drops.count(drop);
        }
    }

    /** Protects and sends an RTP packet. */
    public Drop sendRtp(byte[] data, int offset, int length, PlainOutput out) {
        InetSocketAddress to = rtpWay.remote;
        if (to == null || !canSend()) {
            return Drop.NOT_KEYED;
        }
        SrtpSender srtp = sender;
        if (srtp == null) {
            counters.sent(length);
            out.transmit(false, to, data, offset, length);
            return Drop.NONE;
        }
        return transmit(false, to, srtp, srtp.protect(data, offset, length, scratch, 0), out);
    }

    /** Protects and sends a compound RTCP packet. */
    public Drop sendRtcp(byte[] data, int offset, int length, PlainOutput out) {
        InetSocketAddress to = isMuxed ? rtpWay.remote : rtcpWay.remote;
        if (to == null || !canSend()) {
            return Drop.NOT_KEYED;
        }
        SrtpSender srtp = sender;
        if (srtp == null) {
            counters.sent(length);
            out.transmit(!isMuxed, to, data, offset, length);
            return Drop.NONE;
        }
        return transmit(!isMuxed, to, srtp, srtp.protectRtcp(data, offset, length, scratch, 0), out);
    }

    private Drop transmit(boolean isRtcp, InetSocketAddress to, SrtpSender srtp, int length, PlainOutput out) {
        if (length == SrtpSender.REFUSED) {
            return srtp.refusal();
        }
        counters.sent(length);
        out.transmit(isRtcp, to, scratch, 0, length);
        return Drop.NONE;
    }

    private static boolean isRtcp(PacketBuffer packet) {
        return FirstByte.of(packet.array(), packet.offset(), packet.length()) == FirstByte.RTCP;
    }

    private Drop onRtp(long nowNs, InetSocketAddress from, PacketBuffer packet, PlainOutput out) {
        if (isStranger(rtpWay, from)) {
            return Drop.UNKNOWN_PEER;
        }
        Drop drop = unprotect(packet);
        if (drop == Drop.NONE) {
            drop = RtpHeader.validate(packet.array(), packet.offset(), packet.length());
        }
        if (drop == Drop.NONE && !payloadTypes.test(RtpHeader.payloadType(packet.array(), packet.offset()))) {
            drop = Drop.UNKNOWN_PAYLOAD_TYPE;
        }
        if (drop == Drop.NONE) {
            counters.received(packet.length());
            latch(rtpWay, from, out);
            out.rtp(nowNs, packet);
        }
        return drop;
    }

    private Drop onRtcp(long nowNs, boolean isRtcpPort, InetSocketAddress from, PacketBuffer packet, PlainOutput out) {
        Way way = isRtcpPort ? rtcpWay : rtpWay;
        if (isStranger(way, from) || (isRtcpPort && isOtherHost(from))) {
            return Drop.UNKNOWN_PEER;
        }
        if (!isRtcp(packet)) {
            return Drop.MALFORMED;
        }
        Drop drop = isProtected ? unprotectRtcp(packet) : Drop.NONE;
        if (drop == Drop.NONE) {
            counters.received(packet.length());
            latch(way, from, out);
            out.rtcp(nowNs, packet);
        }
        return drop;
    }

    private Drop unprotect(PacketBuffer packet) {
        if (!isProtected) {
            return Drop.NONE;
        }
        return receiver == null ? Drop.NOT_KEYED : receiver.unprotect(packet);
    }

    private Drop unprotectRtcp(PacketBuffer packet) {
        return receiver == null ? Drop.NOT_KEYED : receiver.unprotectRtcp(packet);
    }

    private boolean isStranger(Way way, InetSocketAddress from) {
        return way.isLatched ? !from.equals(way.remote) : !isOurFamily(from.getAddress());
    }

    /** Reports come from the host that media comes from, once that is known. */
    private boolean isOtherHost(InetSocketAddress from) {
        InetSocketAddress media = rtpWay.remote;
        return rtpWay.isLatched && media != null && !media.getAddress().equals(from.getAddress());
    }

    private static void latch(Way way, InetSocketAddress from, PlainOutput out) {
        if (!way.isLatched) {
            way.isLatched = true;
            way.remote = from;
            out.latched(from);
        }
    }

    private void aim(@Nullable RtpAddress remote) {
        rtpWay.isLatched = false;
        rtcpWay.isLatched = false;
        rtpWay.remote = null;
        rtcpWay.remote = null;
        if (remote != null && isOurFamily(remote.address())) {
            rtpWay.remote = new InetSocketAddress(remote.address(), remote.rtpPort());
            rtcpWay.remote = new InetSocketAddress(remote.address(), remote.rtcpPort());
        }
    }

    private boolean isOurFamily(InetAddress address) {
        return address.getAddress().length == local.getAddress().length;
    }

    private void key(PlainConfig config) {
        if (!Objects.equals(config.sendCrypto(), sendKey)) {
            sendKey = config.sendCrypto();
            sender = null;
            SrtpSuite suite = suite(sendKey);
            if (suite != null && sendKey != null) {
                sender = new SrtpSender(suite, key(suite, sendKey), salt(suite, sendKey));
            }
        }
        if (!Objects.equals(config.receiveCrypto(), receiveKey)) {
            receiveKey = config.receiveCrypto();
            receiver = null;
            SrtpSuite suite = suite(receiveKey);
            if (suite != null && receiveKey != null) {
                receiver = new SrtpReceiver(suite, key(suite, receiveKey), salt(suite, receiveKey));
            }
        }
    }

    private static @Nullable SrtpSuite suite(@Nullable CryptoConfig crypto) {
        return crypto == null || crypto.mkiBytes() > 0 ? null : SrtpSuite.ofSdesName(crypto.suite());
    }

    private static byte[] key(SrtpSuite suite, CryptoConfig crypto) {
        return Arrays.copyOf(crypto.keyAndSalt(), suite.keyBytes());
    }

    private static byte[] salt(SrtpSuite suite, CryptoConfig crypto) {
        return Arrays.copyOfRange(crypto.keyAndSalt(), suite.keyBytes(), suite.keyBytes() + suite.saltBytes());
    }
}
