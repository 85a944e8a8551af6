package org.kaskado.ice.turn;

import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.kaskado.net.Drop;
import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.net.TransportProtocol;
import org.kaskado.net.Wire;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunClass;
import org.kaskado.stun.StunMessage;
import org.kaskado.stun.StunMethod;
import org.kaskado.stun.StunWriter;
import org.kaskado.stun.TransactionId;

/** Peers' datagrams through the server, as indications or on channels (RFC 8656 §11, §12); the latter allocate nothing. */
final class TurnData {
    private static final int SCRATCH_BYTES = 2048;
    private static final int INDICATION_BYTES = 100;

    private final FiveTuple path;
    private final TurnPeers peers;
    private final RandomGenerator random;
    private final byte[] scratch = new byte[SCRATCH_BYTES];

    TurnData(FiveTuple path, TurnPeers peers, RandomGenerator random) {
        this.path = path;
        this.peers = peers;
        this.random = random;
    }

    /** RFC 8656 §12: the first two bits of a channel number are 01. */
    static boolean isChannelData(PacketBuffer in) {
        return in.length() > 0 && (in.array()[in.offset()] & 0xC0) == 0x40;
    }

    Drop onChannelData(PacketBuffer in, TurnOutput out) {
        int header = TurnFraming.CHANNEL_HEADER_BYTES;
        if (in.length() < header || Wire.get16(in.array(), in.offset() + 2) > in.length() - header) {
            return Drop.MALFORMED;
        }
        TurnPeer peer = peers.find(Wire.get16(in.array(), in.offset()));
        if (peer == null || !peer.isBound()) {
            return Drop.UNKNOWN_PEER;
        }
        int length = Wire.get16(in.array(), in.offset() + 2);
        out.received(peer.address(), in.array(), in.offset() + header, length);
        return Drop.NONE;
    }

    Drop onIndication(StunMessage indication, TurnOutput out) {
        InetSocketAddress from = indication.xorAddress(StunAttribute.XOR_PEER_ADDRESS);
        byte[] data = indication.bytes(StunAttribute.DATA);
        if (from == null || data == null) {
            return Drop.MALFORMED;
        }
        if (!peers.isPermitted(from.getAddress())) {
            return Drop.UNKNOWN_PEER;
        }
        out.received(from, data, 0, data.length);
        return Drop.NONE;
    }

    Drop send(TurnPeer peer, byte[] data, int offset, int length, TurnOutput out) {
        if (length > SCRATCH_BYTES - INDICATION_BYTES) {
            return Drop.TOO_LONG;
        }
        if (peer.isBound()) {
            return sendOnChannel(peer, data, offset, length, out);
        }
        return switch (peer.standing()) {
            case PERMITTED -> indicate(peer, data, offset, length, out);
            case ASKED -> {
                peer.keep(data, offset, length);
                yield Drop.NONE;
            }
            case REFUSED -> Drop.NOT_WANTED;
        };
    }

    /** §12.4; padded on streams (§12.5). */
    private Drop sendOnChannel(TurnPeer peer, byte[] data, int offset, int length, TurnOutput out) {
        int header = TurnFraming.CHANNEL_HEADER_BYTES;
        boolean isStream = path.protocol() == TransportProtocol.TCP;
        Wire.put16(scratch, 0, peer.channel());
        Wire.put16(scratch, 2, length);
        System.arraycopy(data, offset, scratch, header, length);
        out.transmit(path, scratch, 0, header + (isStream ? TurnFraming.padded(length) : length));
        return Drop.NONE;
    }

    private Drop indicate(TurnPeer peer, byte[] data, int offset, int length, TurnOutput out) {
        byte[] bytes = new StunWriter(StunClass.INDICATION, StunMethod.SEND, TransactionId.random(random))
                .addXorAddress(StunAttribute.XOR_PEER_ADDRESS, peer.address())
                .add(StunAttribute.DATA, data, offset, length)
                .plain();
        out.transmit(path, bytes, 0, bytes.length);
        return Drop.NONE;
    }
}
