package org.kaskado.sctp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.kaskado.net.Drop;
import org.kaskado.net.Wire;
import org.kaskado.net.WireWriter;

/** A peer played by the test, byte by byte, against one association. */
final class Script implements SctpOutput {
    static final long TAG = 0x1234_5678L;
    static final long TSN = 0xFFFF_FFF0L; // wraps soon

    final Association association;
    final List<byte[]> sent = new ArrayList<>();
    final List<SctpMessage> messages = new ArrayList<>();
    final List<Integer> incomingResets = new ArrayList<>();
    final List<Integer> outgoingResets = new ArrayList<>();
    int establishments;
    int restarts;
    String ended = "";
    long nowNs = 1_000;
    long theirTag;
    long theirTsn;
    long myTag = TAG;

    Script(SctpConfig config, long seed) {
        association = new Association(config, new Random(seed));
    }

    static Script fresh() {
        return new Script(SctpConfig.webRtc(), 5);
    }

    /** The test's side sends INIT and COOKIE ECHO. */
    static Script connected() {
        Script script = fresh();
        script.open(script.init(TAG, new byte[0]));
        return script;
    }

    /** INIT with parameters; answers the INIT ACK's value. */
    byte[] init(long tag, byte[] parameters) {
        byte[] init = new WireWriter(2000)
                .put32(tag)
                .put32(100_000)
                .put16(100)
                .put16(100)
                .put32(TSN)
                .put(parameters)
                .toByteArray();
        receive(0, chunk(ChunkType.INIT, 0, init));
        return last(ChunkType.INIT_ACK);
    }

    /** COOKIE ECHO for an INIT ACK. */
    Drop open(byte[] initAck) {
        theirTag = Wire.get32(initAck, 0);
        theirTsn = Wire.get32(initAck, 12);
        return receive(theirTag, chunk(ChunkType.COOKIE_ECHO, 0, cookie(initAck)));
    }

    static byte[] cookie(byte[] initAck) {
        int at = InitBody.FIXED_BYTES;
        while (Wire.get16(initAck, at) != InitBody.PARAMETER_COOKIE) {
            at += (Wire.get16(initAck, at + 2) + 3) & ~3;
        }
        return Arrays.copyOfRange(initAck, at + 4, at + Wire.get16(initAck, at + 2));
    }

    Drop receive(byte[]... chunks) {
        return receive(theirTag, chunks);
    }

    Drop receive(long tag, byte[]... chunks) {
        byte[] packet = packet(tag, chunks);
        return association.onPacket(nowNs, packet, 0, packet.length, this);
    }

    static byte[] packet(long tag, byte[]... chunks) {
        WireWriter writer =
                new WireWriter(70_000).put16(5000).put16(5000).put32(tag).put32(0);
        for (byte[] chunk : chunks) {
            writer.put(chunk);
        }
        byte[] packet = writer.toByteArray();
        new Checksum().put(packet, 0, packet.length);
        return packet;
    }

    static byte[] chunk(int type, int flags, byte[] value) {
        return new WireWriter(66_000)
                .put8(type)
                .put8(flags)
                .put16(4 + value.length)
                .put(value)
                .pad(4)
                .toByteArray();
    }

    /** DATA that is whole unless flags say otherwise; TSNs count from the first. */
    static byte[] data(int number, int flags, int stream, int ssn, int bytes) {
        byte[] value = new byte[12 + bytes];
        Wire.put32(value, 0, TSN + number);
        Wire.put16(value, 4, stream);
        Wire.put16(value, 6, ssn);
        Wire.put32(value, 8, PayloadProtocol.BINARY);
        Arrays.fill(value, 12, value.length, (byte) number);
        return chunk(ChunkType.DATA, flags, value);
    }

    byte[] sack(long cumulative, long window, int... edges) {
        WireWriter writer = new WireWriter(2000)
                .put32(cumulative)
                .put32(window)
                .put16(edges.length / 2)
                .put16(0);
        for (int edge : edges) {
            writer.put16(edge);
        }
        return chunk(ChunkType.SACK, 0, writer.toByteArray());
    }

    /** Value of the last chunk of a type that was sent. */
    byte[] last(int type) {
        List<byte[]> found = all(type);
        if (found.isEmpty()) {
            throw new AssertionError("no chunk of type " + type + " was sent");
        }
        return found.get(found.size() - 1);
    }

    List<byte[]> all(int type) {
        List<byte[]> found = new ArrayList<>();
        for (byte[] packet : sent) {
            for (int at = 12; at < packet.length; at += (Wire.get16(packet, at + 2) + 3) & ~3) {
                if (Wire.get8(packet, at) == type) {
                    found.add(Arrays.copyOfRange(packet, at + 4, at + Wire.get16(packet, at + 2)));
                }
            }
        }
        return found;
    }

    @Override
    public void transmit(byte[] data, int offset, int length) {
        sent.add(Arrays.copyOfRange(data, offset, offset + length));
    }

    @Override
    public void established() {
        establishments++;
    }

    @Override
    public void restarted() {
        restarts++;
    }

    @Override
    public void message(SctpMessage message) {
        messages.add(message);
    }

    @Override
    public void incomingReset(int streamId) {
        incomingResets.add(streamId);
    }

    @Override
    public void outgoingReset(int streamId) {
        outgoingResets.add(streamId);
    }

    @Override
    public void bufferedAmountLow(int streamId) {}

    @Override
    public void closed(CloseReason reason, String detail) {
        ended = reason + ": " + detail;
    }
}
