package org.kaskado.payload;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Frames that look like those of an encoder as far as payload formats look at them. */
final class TestFrames {
    private TestFrames() {}

    static byte[] of(PayloadCodec codec, boolean isKeyFrame, int size, Random random) {
        return switch (codec) {
            case VP8 -> vp8(isKeyFrame, size, random);
            case H264 -> h264(isKeyFrame, size, random);
            case H265 -> h265(isKeyFrame, size, random);
            case AV1 -> av1(isKeyFrame, size, random);
            default -> noise(size, random);
        };
    }

    private static byte[] vp8(boolean isKeyFrame, int size, Random random) {
        byte[] frame = noise(size, random);
        frame[0] = (byte) (isKeyFrame ? frame[0] & ~1 : frame[0] | 1);
        return frame;
    }

    private static byte[] h264(boolean isKeyFrame, int size, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (isKeyFrame) {
            unit(out, new byte[] {0x67}, noise(12, random));
            unit(out, new byte[] {0x68}, noise(4, random));
        }
        int slice = isKeyFrame ? 0x65 : 0x41;
        unit(out, new byte[] {(byte) slice, (byte) 0x88}, noise(size, random));
        unit(out, new byte[] {(byte) slice, 0x48}, noise(40, random));
        return out.toByteArray();
    }

    private static byte[] h265(boolean isKeyFrame, int size, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (isKeyFrame) {
            for (int type = H265Nal.VPS; type <= H265Nal.PPS; type++) {
                unit(out, new byte[] {(byte) (type << 1), 1}, noise(12, random));
            }
        }
        int slice = isKeyFrame ? 19 : 1;
        unit(out, new byte[] {(byte) (slice << 1), 1, (byte) 0x80}, noise(size, random));
        return out.toByteArray();
    }

    private static byte[] av1(boolean isKeyFrame, int size, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x12, 0});
        if (isKeyFrame) {
            obu(out, Av1Obu.SEQUENCE_HEADER, noise(11, random));
        }
        byte[] frame = noise(size, random);
        frame[0] = (byte) (isKeyFrame ? 0x10 : 0x30);
        obu(out, Av1Obu.FRAME, frame);
        return out.toByteArray();
    }

    private static void obu(ByteArrayOutputStream out, int type, byte[] body) {
        byte[] size = new byte[5];
        int end = Av1Obu.putLeb(size, 0, body.length);
        out.write(type << 3 | Av1Obu.HAS_SIZE);
        out.write(size, 0, end);
        out.writeBytes(body);
    }

    private static void unit(ByteArrayOutputStream out, byte[] head, byte[] body) {
        out.writeBytes(NalUnits.START_CODE);
        out.writeBytes(head);
        out.writeBytes(body);
    }

    /** Without zeros, so that no start code appears by chance. */
    static byte[] noise(int size, Random random) {
        byte[] bytes = new byte[size];
        for (int index = 0; index < size; index++) {
            bytes[index] = (byte) (1 + random.nextInt(255));
        }
        return bytes;
    }
}
