package org.kaskado.worker.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.kaskado.frame.Caps;

/** Set-up bytes that a container wants, made from what a network stream carries. Pure. */
public final class SetupBytes {
    private static final int H264_SPS = 7;
    private static final int H264_PPS = 8;
    private static final int H265_VPS = 32;
    private static final int H265_PPS = 34;
    private static final int OPUS_HEAD_BYTES = 19;

    /** Samples at 48 kHz that an Opus encoder needs to settle (RFC 7845 §4.2 asks for 80 ms at a new start). */
    private static final int OPUS_PRE_SKIP = 312;

    private static final int OPUS_RATE_HZ = 48_000;

    private SetupBytes() {}

    /** An identification header for Opus (RFC 7845 §5.1); nothing for other sound. */
    public static byte[] ofSound(Caps caps) {
        if (!caps.codec().equals("opus")) {
            return new byte[0];
        }
        return ByteBuffer.allocate(OPUS_HEAD_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) Math.max(1, Math.min(2, caps.channels())))
                .putShort((short) OPUS_PRE_SKIP)
                .putInt(OPUS_RATE_HZ)
                .putShort((short) 0)
                .put((byte) 0)
                .array();
    }

    /** The parameter sets of a key frame in byte-stream form (ITU-T H.264 annex B), with start codes; else nothing. */
    public static byte[] ofKeyFrame(String codec, byte[] frame) {
        ByteArrayOutputStream sets = new ByteArrayOutputStream();
        if (!codec.equals("h264") && !codec.equals("hevc")) {
            return sets.toByteArray();
        }
        int start = nextStart(frame, 0);
        while (start < frame.length) {
            int next = nextStart(frame, start);
            int end = next == frame.length ? next : codeStart(frame, next);
            if (isParameterSet(codec, frame[start])) {
                sets.writeBytes(new byte[] {0, 0, 0, 1});
                sets.write(frame, start, end - start);
            }
            start = next;
        }
        return sets.toByteArray();
    }

    private static boolean isParameterSet(String codec, byte header) {
        if (codec.equals("h264")) {
            int type = header & 0x1F;
            return type == H264_SPS || type == H264_PPS;
        }
        int type = (header >> 1) & 0x3F;
        return type >= H265_VPS && type <= H265_PPS;
    }

    /** First byte after the next start code, or the length. */
    private static int nextStart(byte[] frame, int from) {
        for (int i = from; i + 3 < frame.length; i++) {
            if (frame[i] == 0 && frame[i + 1] == 0 && frame[i + 2] == 1) {
                return i + 3;
            }
        }
        return frame.length;
    }

    /** Where the start code before {@code unit} begins, its leading zeros included. */
    private static int codeStart(byte[] frame, int unit) {
        int start = unit - 3;
        while (start > 0 && frame[start - 1] == 0) {
            start--;
        }
        return start;
    }
}
