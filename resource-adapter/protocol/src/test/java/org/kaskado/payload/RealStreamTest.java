package org.kaskado.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Streams of real encoders, made by the ffmpeg command, go through packets with loss; ffmpeg decodes what comes out without
 * an error. Skipped where there is no ffmpeg command or it lacks the encoder.
 */
class RealStreamTest {
    private static final int FRAMES = 60;

    @TempDir
    Path folder;

    @BeforeAll
    static void needFfmpeg() {
        assumeTrue(isFfmpegHere(), "no ffmpeg command: real streams are not tested");
    }

    @ParameterizedTest
    @CsvSource({
        "VP8, libvpx, -deadline realtime -b:v 900k",
        "VP9, libvpx-vp9, -deadline realtime -cpu-used 8 -b:v 900k",
        "H264, libx264, -preset ultrafast -tune zerolatency -bf 0 -b:v 900k",
        "H265, libx265, -preset ultrafast -tune zerolatency -b:v 900k -x265-params log-level=none:repeat-headers=1",
        "AV1, libaom-av1, -usage realtime -cpu-used 8 -b:v 900k"
    })
    void shouldDecodeWithoutErrorWhatSurvivesLoss(PayloadCodec codec, String encoder, String options)
            throws IOException, InterruptedException {
        Path ivf = folder.resolve("in.ivf");
        String source = "-f lavfi -i testsrc2=size=320x180:rate=30 -frames:v " + FRAMES + " -g 15 -c:v " + encoder;
        boolean isUnits = codec == PayloadCodec.H264 || codec == PayloadCodec.H265;
        Path input = isUnits ? folder.resolve("in.bin") : ivf;
        int status = ffmpeg(source + " " + options + " -f " + (isUnits ? codec.frameCodec() : "ivf") + " " + input);
        assumeTrue(status == 0, "ffmpeg has no encoder " + encoder);
        List<byte[]> frames = isUnits ? pictures(codec, Files.readAllBytes(input)) : ivf(Files.readAllBytes(input));
        assertThat(frames).hasSize(FRAMES);
        assertThat(through(codec, frames, 0)).hasSize(FRAMES);
        List<CodedFrame> left = through(codec, frames, 40);
        assertThat(left).hasSizeBetween(5, FRAMES - 1);
        assertThat(left).anyMatch(CodedFrame::isDiscontinuous);
        assertThat(decode(codec, left)).isEmpty();
    }

    private List<CodedFrame> through(PayloadCodec codec, List<byte[]> frames, int lossOneIn) {
        PayloadStream stream = new PayloadStream(Packetizer.of(codec));
        Random random = new Random(8);
        for (byte[] frame : frames) {
            stream.add(frame, isKeyFrame(codec, frame));
        }
        FrameRecorder out = new FrameRecorder();
        Depacketizer depacketizer = Depacketizer.of(codec);
        for (RtpPayload packet : stream.packets) {
            if (lossOneIn == 0 || random.nextInt(lossOneIn) != 0) {
                depacketizer.onPacket(packet, out);
            }
        }
        return out.frames;
    }

    /** What the decoder complains about. */
    private String decode(PayloadCodec codec, List<CodedFrame> frames) throws IOException, InterruptedException {
        boolean isUnits = codec == PayloadCodec.H264 || codec == PayloadCodec.H265;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!isUnits) {
            bytes.writeBytes(ivfHeader(codec, frames.size()));
        }
        for (int index = 0; index < frames.size(); index++) {
            byte[] data = frames.get(index).data();
            if (!isUnits) {
                bytes.writeBytes(little(12).putInt(data.length).putLong(index).array());
            }
            bytes.writeBytes(data);
        }
        Path output = folder.resolve("out.bin");
        Files.write(output, bytes.toByteArray());
        Path log = folder.resolve("log");
        String format = isUnits ? codec.frameCodec() : "ivf";
        assertThat(ffmpeg("-xerror -f " + format + " -i " + output + " -f null -", log))
                .isZero();
        return Files.readString(log);
    }

    private static boolean isKeyFrame(PayloadCodec codec, byte[] frame) {
        return switch (codec) {
            case VP8 -> (frame[0] & 1) == 0;
            // VP9 specification §6.2: frame marker 2, profile 2, show_existing_frame, frame_type (0 is key)
            case VP9 -> (frame[0] & 0x0C) == 0;
            case AV1 -> hasObu(frame, Av1Obu.SEQUENCE_HEADER);
            default -> hasUnit(codec, frame);
        };
    }

    private static boolean hasObu(byte[] frame, int type) {
        int at = 0;
        while (at < frame.length) {
            if (Av1Obu.type(frame[at]) == type) {
                return true;
            }
            int body = at + Av1Obu.headerBytes(frame[at]);
            at = body + Av1Obu.lebBytes(frame, body) + Av1Obu.leb(frame, body, frame.length);
        }
        return false;
    }

    private static boolean hasUnit(PayloadCodec codec, byte[] frame) {
        NalUnits units = new NalUnits(frame);
        while (units.advance()) {
            byte header = frame[units.offset()];
            if (codec == PayloadCodec.H264
                    ? H264Nal.type(header) == H264Nal.IDR
                    : H265Nal.isKey(H265Nal.type(header))) {
                return true;
            }
        }
        return false;
    }

    /** Cuts a start-code stream before each first unit of a picture. */
    private static List<byte[]> pictures(PayloadCodec codec, byte[] stream) {
        List<byte[]> pictures = new ArrayList<>();
        NalUnits units = new NalUnits(stream);
        int start = 0;
        boolean hasSlice = false;
        while (units.advance()) {
            int at = units.offset();
            int type = codec == PayloadCodec.H264 ? H264Nal.type(stream[at]) : H265Nal.type(stream[at]);
            boolean isSlice = codec == PayloadCodec.H264 ? H264Nal.isSlice(type) : H265Nal.isSlice(type);
            int header = codec == PayloadCodec.H264 ? 1 : 2;
            boolean begins = !isSlice || (stream[at + header] & 0x80) != 0;
            if (hasSlice && begins) {
                int end = stream[at - 4] == 0 ? at - 4 : at - 3;
                pictures.add(Arrays.copyOfRange(stream, start, end));
                start = end;
                hasSlice = false;
            }
            hasSlice |= isSlice;
        }
        pictures.add(Arrays.copyOfRange(stream, start, stream.length));
        return pictures;
    }

    private static List<byte[]> ivf(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(32);
        List<byte[]> frames = new ArrayList<>();
        while (bytes.remaining() >= 12) {
            byte[] frame = new byte[bytes.getInt()];
            bytes.getLong();
            bytes.get(frame);
            frames.add(frame);
        }
        return frames;
    }

    private static byte[] ivfHeader(PayloadCodec codec, int frames) {
        String fourcc = codec == PayloadCodec.AV1 ? "AV01" : codec.encodingName() + "0";
        ByteBuffer header = little(32).put("DKIF".getBytes(StandardCharsets.US_ASCII));
        header.putShort((short) 0).putShort((short) 32).put(fourcc.getBytes(StandardCharsets.US_ASCII));
        return header.putShort((short) 320)
                .putShort((short) 180)
                .putInt(30)
                .putInt(1)
                .putInt(frames)
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static boolean isFfmpegHere() {
        try {
            Process process = new ProcessBuilder("ffmpeg", "-version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int ffmpeg(String options) throws IOException, InterruptedException {
        return ffmpeg(options, folder.resolve("encoder-log"));
    }

    private static int ffmpeg(String options, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-hide_banner", "-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(options.split(" ")));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }
}
