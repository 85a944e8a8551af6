package org.kaskado.payload;

import java.util.ArrayList;
import java.util.List;
import org.kaskado.net.Drop;

/** AV1, AOM RTP payload format §4 and §5: OBUs without their sizes, each element with its length (W is 0). */
final class Av1Packetizer implements Packetizer {
    private static final int MAX_UNITS = 1024;

    private final byte[] scratch;
    private int at;
    private boolean continues;
    private boolean isFirst;

    Av1Packetizer(PacketizerConfig config) {
        scratch = new byte[config.maxPayloadBytes()];
    }

    @Override
    public Drop packetize(byte[] frame, boolean isKeyFrame, PayloadOutput out) {
        List<byte[]> units = units(frame);
        if (units.isEmpty()) {
            return Drop.MALFORMED;
        }
        isFirst = true;
        continues = false;
        at = 1;
        for (int index = 0; index < units.size(); index++) {
            add(units.get(index), isKeyFrame, index == units.size() - 1, out);
        }
        return Drop.NONE;
    }

    /** The OBUs that are sent, without sizes; none when the bytes are no temporal unit. */
    private static List<byte[]> units(byte[] frame) {
        List<byte[]> units = new ArrayList<>();
        int position = 0;
        while (position < frame.length && units.size() < MAX_UNITS) {
            int header = frame[position] & 0xFF;
            int body = position + Av1Obu.headerBytes(header);
            int length = frame.length - body;
            if ((header & Av1Obu.HAS_SIZE) != 0) {
                length = Av1Obu.leb(frame, body, frame.length);
                body += length < 0 ? 0 : Av1Obu.lebBytes(frame, body);
            }
            if (length < 0 || length > frame.length - body) {
                return List.of();
            }
            if (!Av1Obu.staysBehind(Av1Obu.type(header))) {
                units.add(unsized(frame, position, body, length));
            }
            position = body + length;
        }
        return units;
    }

    private static byte[] unsized(byte[] frame, int position, int body, int length) {
        int headerBytes = Av1Obu.headerBytes(frame[position]);
        byte[] unit = new byte[headerBytes + length];
        System.arraycopy(frame, position, unit, 0, headerBytes);
        unit[0] &= ~Av1Obu.HAS_SIZE;
        System.arraycopy(frame, body, unit, headerBytes, length);
        return unit;
    }

    private void add(byte[] unit, boolean isKeyFrame, boolean isLast, PayloadOutput out) {
        int sent = 0;
        while (sent < unit.length) {
            int room = scratch.length - at;
            int rest = unit.length - sent;
            int length = Math.min(rest, room - Av1Obu.lebLength(room));
            if (length < Math.min(rest, 16)) {
                flush(isKeyFrame, sent > 0, false, out);
                continue;
            }
            at = Av1Obu.putLeb(scratch, at, length);
            System.arraycopy(unit, sent, scratch, at, length);
            at += length;
            sent += length;
            if (sent < unit.length) {
                flush(isKeyFrame, true, false, out);
            }
        }
        if (isLast) {
            flush(isKeyFrame, false, true, out);
        }
    }

    private void flush(boolean isKeyFrame, boolean isContinued, boolean isLast, PayloadOutput out) {
        if (at > 1) {
            int header =
                    (continues ? Av1Obu.Z : 0) | (isContinued ? Av1Obu.Y : 0) | (isFirst && isKeyFrame ? Av1Obu.N : 0);
            scratch[0] = (byte) header;
            out.payload(scratch, 0, at, isLast, 0);
            isFirst = false;
            continues = isContinued;
            at = 1;
        }
    }
}
