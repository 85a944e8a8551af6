package org.kaskado.ice.turn;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.Wire;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunClass;
import org.kaskado.stun.StunError;
import org.kaskado.stun.StunKey;
import org.kaskado.stun.StunMessage;
import org.kaskado.stun.StunMethod;
import org.kaskado.stun.StunWriter;
import org.kaskado.stun.TransactionId;

/** Enough of a TURN server to test the client with. */
public final class TurnServerStub {
    public static final String USER = "anna";
    public static final String PASSWORD = "geheim";
    static final String REALM = "kaskado.test";

    /** Where its datagrams go. */
    public interface Way {
        void send(InetSocketAddress from, InetSocketAddress to, byte[] data);
    }

    private static final class Allocation {
        private final InetSocketAddress client;
        private final InetSocketAddress relayed;
        private final Set<InetAddress> permitted = new HashSet<>();
        private final Map<Integer, InetSocketAddress> channels = new HashMap<>();

        Allocation(InetSocketAddress client, InetSocketAddress relayed) {
            this.client = client;
            this.relayed = relayed;
        }
    }

    private final InetSocketAddress address;
    private final Way wire;
    private final Map<InetSocketAddress, Allocation> allocations = new HashMap<>();
    private String nonce = "nonce-0";
    private int nonces;
    public int channelData;
    public int indications;
    public int refreshes;
    public int permissions;

    public TurnServerStub(InetSocketAddress address, Way wire) {
        this.address = address;
        this.wire = wire;
    }

    /** From now on the old nonce is stale. */
    public void changeNonce() {
        nonce = "nonce-" + ++nonces;
    }

    public int allocations() {
        return allocations.size();
    }

    /** The relayed address of the only client. */
    public InetSocketAddress relayed() {
        return allocations.values().iterator().next().relayed;
    }

    public void receive(InetSocketAddress local, InetSocketAddress from, byte[] data) {
        if (local.equals(address)) {
            fromClient(from, data);
        } else {
            fromPeer(local, from, data);
        }
    }

    private void fromPeer(InetSocketAddress relayed, InetSocketAddress from, byte[] data) {
        for (Allocation allocation : allocations.values()) {
            if (allocation.relayed.equals(relayed) && allocation.permitted.contains(from.getAddress())) {
                toClient(allocation, from, data);
            }
        }
    }

    private void toClient(Allocation allocation, InetSocketAddress from, byte[] data) {
        for (Map.Entry<Integer, InetSocketAddress> channel : allocation.channels.entrySet()) {
            if (channel.getValue().equals(from)) {
                byte[] framed = new byte[4 + data.length];
                Wire.put16(framed, 0, channel.getKey());
                Wire.put16(framed, 2, data.length);
                System.arraycopy(data, 0, framed, 4, data.length);
                wire.send(address, allocation.client, framed);
                return;
            }
        }
        wire.send(
                address,
                allocation.client,
                new StunWriter(StunClass.INDICATION, StunMethod.DATA, new TransactionId(1, nonces))
                        .addXorAddress(StunAttribute.XOR_PEER_ADDRESS, from)
                        .add(StunAttribute.DATA, data)
                        .plain());
    }

    private void fromClient(InetSocketAddress from, byte[] data) {
        Allocation allocation = allocations.get(from);
        if ((data[0] & 0xC0) == 0x40) {
            channelData++;
            InetSocketAddress peer = allocation == null ? null : allocation.channels.get(Wire.get16(data, 0));
            if (allocation != null && peer != null) {
                wire.send(allocation.relayed, peer, Arrays.copyOfRange(data, 4, 4 + Wire.get16(data, 2)));
            }
            return;
        }
        StunMessage message = Objects.requireNonNull(StunMessage.parse(data, 0, data.length));
        if (message.messageClass() == StunClass.INDICATION) {
            indications++;
            InetSocketAddress peer = message.xorAddress(StunAttribute.XOR_PEER_ADDRESS);
            byte[] payload = message.bytes(StunAttribute.DATA);
            if (allocation != null && peer != null && allocation.permitted.contains(peer.getAddress())) {
                wire.send(allocation.relayed, peer, Objects.requireNonNull(payload));
            }
            return;
        }
        wire.send(address, from, answer(from, allocation, message));
    }

    private byte[] answer(InetSocketAddress from, @Nullable Allocation allocation, StunMessage request) {
        StunKey key = StunKey.longTerm(USER, REALM, PASSWORD);
        if (!request.isSigned() || !nonce.equals(request.text(StunAttribute.NONCE))) {
            int code = request.isSigned() ? StunError.STALE_NONCE : StunError.UNAUTHENTICATED;
            return StunWriter.respond(StunClass.ERROR, request)
                    .addError(new StunError(code, "again"))
                    .addText(StunAttribute.REALM, REALM)
                    .add(StunAttribute.NONCE, nonce.getBytes(StandardCharsets.UTF_8))
                    .fingerprint();
        }
        if (!request.isSignedWith(key)) {
            return StunWriter.respond(StunClass.ERROR, request)
                    .addError(new StunError(StunError.UNAUTHENTICATED, "wrong"))
                    .fingerprint();
        }
        return serve(from, allocation, request).sign(key);
    }

    private StunWriter serve(InetSocketAddress from, @Nullable Allocation allocation, StunMessage request) {
        StunWriter success = StunWriter.respond(StunClass.SUCCESS, request);
        if (request.method() == StunMethod.ALLOCATE) {
            InetSocketAddress relayed = new InetSocketAddress(address.getAddress(), 50_000 + allocations.size());
            allocations.put(from, new Allocation(from, relayed));
            return success.addXorAddress(StunAttribute.XOR_RELAYED_ADDRESS, relayed)
                    .addXorAddress(StunAttribute.XOR_MAPPED_ADDRESS, from)
                    .add32(StunAttribute.LIFETIME, request.get32(StunAttribute.LIFETIME, 600));
        }
        if (allocation == null) {
            return StunWriter.respond(StunClass.ERROR, request)
                    .addError(new StunError(StunError.ALLOCATION_MISMATCH, "none"));
        }
        if (request.method() == StunMethod.REFRESH) {
            refreshes++;
            long lifetime = request.get32(StunAttribute.LIFETIME, 600);
            if (lifetime == 0) {
                allocations.remove(from);
            }
            return success.add32(StunAttribute.LIFETIME, lifetime);
        }
        InetSocketAddress peer = Objects.requireNonNull(request.xorAddress(StunAttribute.XOR_PEER_ADDRESS));
        if (peer.getAddress().isLoopbackAddress()) {
            return StunWriter.respond(StunClass.ERROR, request).addError(new StunError(StunError.FORBIDDEN, "no"));
        }
        permissions++;
        allocation.permitted.add(peer.getAddress());
        if (request.method() == StunMethod.CHANNEL_BIND) {
            allocation.channels.put((int) (request.get32(StunAttribute.CHANNEL_NUMBER, 0) >>> 16), peer);
        }
        return success;
    }
}
