package org.kaskado.payload;

import java.util.ArrayList;
import java.util.List;
import org.kaskado.net.Drop;
import org.kaskado.net.Wire;

/**
 * What H.264 and H.265 share on the way out: small units together in aggregates, large ones in fragments; parameter sets are
 * remembered and put before key frames that lack them; access unit delimiters stay behind.
 */
abstract class NalPacketizer implements Packetizer {
    final int maxPayload;
    final byte[] scratch;
    private final ParameterSets parameterSets;

    NalPacketizer(PacketizerConfig config, int parameterSetIdBytes) {
        maxPayload = config.maxPayloadBytes();
        scratch = new byte[maxPayload];
        parameterSets = new ParameterSets(parameterSetIdBytes);
    }

    abstract boolean isParameterSet(byte[] unit);

    abstract boolean isDelimiter(byte[] unit);

    abstract int unitHeaderBytes();

    /** Writes the aggregate's header for units from {@code from} to {@code to} (exclusive). */
    abstract void writeAggregateHeader(List<byte[]> units, int from, int to);

    abstract int aggregateHeaderBytes();

    abstract void fragment(byte[] unit, boolean isLastUnit, PayloadOutput out);

    /** Whether aggregates and fragments are allowed. */
    boolean mayAggregate() {
        return true;
    }

    @Override
    public final Drop packetize(byte[] frame, boolean isKeyFrame, PayloadOutput out) {
        List<byte[]> units = units(frame, isKeyFrame);
        if (units.isEmpty()) {
            return Drop.MALFORMED;
        }
        if (!mayAggregate() && units.stream().anyMatch(unit -> unit.length > maxPayload)) {
            return Drop.TOO_LONG;
        }
        int from = 0;
        while (from < units.size()) {
            int to = mayAggregate() ? endOfAggregate(units, from) : from + 1;
            send(units, from, to, out);
            from = to;
        }
        return Drop.NONE;
    }

    private List<byte[]> units(byte[] frame, boolean isKeyFrame) {
        List<byte[]> units = new ArrayList<>();
        NalUnits walk = new NalUnits(frame);
        boolean hasParameterSets = false;
        while (units.size() < NalUnits.MAX_UNITS && walk.advance()) {
            if (walk.length() <= unitHeaderBytes()) {
                continue;
            }
            byte[] unit = walk.copy();
            if (isParameterSet(unit)) {
                hasParameterSets = true;
                parameterSets.remember(unit);
            }
            if (!isDelimiter(unit)) {
                units.add(unit);
            }
        }
        if (isKeyFrame && !hasParameterSets && !units.isEmpty()) {
            units.addAll(0, parameterSets.all());
        }
        return units;
    }

    private int endOfAggregate(List<byte[]> units, int from) {
        int size = aggregateHeaderBytes();
        int to = from;
        while (to < units.size() && size + 2 + units.get(to).length <= maxPayload) {
            size += 2 + units.get(to).length;
            to++;
        }
        return Math.max(to, from + 1);
    }

    private void send(List<byte[]> units, int from, int to, PayloadOutput out) {
        boolean isLast = to == units.size();
        byte[] first = units.get(from);
        if (to == from + 1) {
            if (first.length <= maxPayload) {
                out.payload(first, 0, first.length, isLast, 0);
            } else {
                fragment(first, isLast, out);
            }
            return;
        }
        writeAggregateHeader(units, from, to);
        int at = aggregateHeaderBytes();
        for (byte[] unit : units.subList(from, to)) {
            Wire.put16(scratch, at, unit.length);
            System.arraycopy(unit, 0, scratch, at + 2, unit.length);
            at += 2 + unit.length;
        }
        out.payload(scratch, 0, at, isLast, 0);
    }

    /** Fragments of about equal length; the header is in the scratch and {@code headerBytes} long, flags in its last byte. */
    final void fragments(byte[] unit, int headerBytes, boolean isLastUnit, PayloadOutput out) {
        int from = unitHeaderBytes();
        int total = unit.length - from;
        int room = maxPayload - headerBytes;
        int pieces = (total + room - 1) / room;
        byte flags = scratch[headerBytes - 1];
        for (int piece = 0; piece < pieces; piece++) {
            int begin = (int) ((long) total * piece / pieces);
            int length = (int) ((long) total * (piece + 1) / pieces) - begin;
            boolean isLast = piece == pieces - 1;
            scratch[headerBytes - 1] =
                    (byte) (flags | (piece == 0 ? H264Nal.FU_START : 0) | (isLast ? H264Nal.FU_END : 0));
            System.arraycopy(unit, from + begin, scratch, headerBytes, length);
            out.payload(scratch, 0, headerBytes + length, isLast && isLastUnit, 0);
        }
    }
}
