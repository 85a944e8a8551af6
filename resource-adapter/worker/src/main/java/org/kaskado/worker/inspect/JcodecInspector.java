package org.kaskado.worker.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jcodec.codecs.h264.H264Decoder;
import org.jcodec.codecs.h264.H264Utils;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.common.Codec;
import org.jcodec.common.DemuxerTrack;
import org.jcodec.common.DemuxerTrackMeta;
import org.jcodec.common.SeekableDemuxerTrack;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Picture;
import org.jcodec.containers.mp4.demuxer.MP4Demuxer;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.Caps;
import org.kaskado.worker.codec.SetupBytes;
import org.kaskado.worker.container.ByteInput;

/** MP4 files in pure Java. Gives null for whatever it cannot read for certain. */
public final class JcodecInspector {
    private static final Map<Codec, String> CODECS = Map.of(
            Codec.H264, "h264",
            Codec.MPEG4, "mpeg4",
            Codec.AAC, "aac",
            Codec.MP3, "mp3",
            Codec.AC3, "ac3",
            Codec.PRORES, "prores");

    private static final int MAX_WIDTH = 4096;
    private static final int MAX_HEIGHT = 2304;
    private static final int NAL_SPS = 7;

    private JcodecInspector() {}

    /** The facts, or null; the input stays open. */
    public static @Nullable MediaFacts inspect(ByteInput input, int posterWidth, long posterAtMs) throws IOException {
        if (!Mp4Check.isSafe(input)) {
            return null;
        }
        MP4Demuxer demuxer = MP4Demuxer.createMP4Demuxer(new JcodecChannel(input));
        List<DemuxerTrack> pictures = demuxer.getVideoTracks();
        List<DemuxerTrack> sounds = demuxer.getAudioTracks();
        List<Caps> tracks = new ArrayList<>();
        double seconds = 0;
        for (DemuxerTrack track : firstOfEach(pictures, sounds)) {
            DemuxerTrackMeta meta = track.getMeta();
            Caps caps = meta == null ? null : capsOf(meta);
            if (meta == null || caps == null) {
                return null;
            }
            tracks.add(caps);
            seconds = Math.max(seconds, meta.getTotalDuration());
        }
        if (tracks.isEmpty() || !(seconds > 0)) {
            return null;
        }
        byte[] poster = null;
        if (posterWidth > 0 && !pictures.isEmpty()) {
            poster = poster(pictures.get(0), posterWidth, posterAtMs);
            if (poster == null) {
                return null;
            }
        }
        return new MediaFacts("mp4", Math.round(seconds * 1000), List.copyOf(tracks), poster);
    }

    private static List<DemuxerTrack> firstOfEach(List<DemuxerTrack> pictures, List<DemuxerTrack> sounds) {
        List<DemuxerTrack> first = new ArrayList<>();
        pictures.stream().findFirst().ifPresent(first::add);
        sounds.stream().findFirst().ifPresent(first::add);
        return first;
    }

    private static @Nullable Caps capsOf(DemuxerTrackMeta meta) {
        String codec = meta.getCodec() == null ? null : CODECS.get(meta.getCodec());
        if (codec == null) {
            return null;
        }
        if (meta.getVideoCodecMeta() != null && meta.getVideoCodecMeta().getSize() != null) {
            return Caps.video(
                    codec,
                    meta.getVideoCodecMeta().getSize().getWidth(),
                    meta.getVideoCodecMeta().getSize().getHeight());
        }
        if (meta.getAudioCodecMeta() != null) {
            return Caps.audio(
                    codec,
                    meta.getAudioCodecMeta().getSampleRate(),
                    meta.getAudioCodecMeta().getChannelCount());
        }
        return null;
    }

    /** The key frame at or before a time; upright H.264 whose size is known beforehand. */
    private static byte @Nullable [] poster(DemuxerTrack track, int width, long atMs) throws IOException {
        DemuxerTrackMeta meta = track.getMeta();
        boolean isUpright = meta.getOrientation() == null || meta.getOrientation() == DemuxerTrackMeta.Orientation.D_0;
        ByteBuffer setup = meta.getCodecPrivate();
        if (!isUpright
                || meta.getCodec() != Codec.H264
                || setup == null
                || !(track instanceof SeekableDemuxerTrack seekable)) {
            return null;
        }
        SeqParameterSet sps = spsOf(setup.duplicate());
        if (sps == null) {
            return null;
        }
        seekable.seek(atMs / 1000.0);
        seekable.gotoSyncFrame(seekable.getCurFrame());
        Packet packet = seekable.nextFrame();
        byte[] data = packet == null ? new byte[0] : bytes(packet.getData());
        byte[] inBand = SetupBytes.ofKeyFrame("h264", data);
        boolean isChanged =
                inBand.length > 0 && !Arrays.equals(inBand, SetupBytes.ofKeyFrame("h264", bytes(setup.duplicate())));
        if (data.length == 0 || isChanged) {
            return null; // parameter sets of its own could name another size
        }
        int codedWidth = (sps.picWidthInMbsMinus1 + 1) * 16;
        int codedHeight = (sps.picHeightInMapUnitsMinus1 + 1) * 16;
        Picture buffer = Picture.create(codedWidth, codedHeight, ColorSpace.YUV420J);
        Picture decoded = H264Decoder.createH264DecoderFromCodecPrivate(setup.duplicate())
                .decodeFrame(ByteBuffer.wrap(data), buffer.getData());
        return decoded == null ? null : JpegPoster.of(decoded.cloneCropped(), width);
    }

    private static @Nullable SeqParameterSet spsOf(ByteBuffer setup) {
        for (ByteBuffer unit : H264Utils.splitFrame(setup)) {
            if (unit.hasRemaining() && (unit.get(unit.position()) & 0x1F) == NAL_SPS) {
                unit.get();
                SeqParameterSet sps = SeqParameterSet.read(unit.duplicate());
                boolean isProgressive = sps.frameMbsOnlyFlag;
                boolean isSane = sps.picWidthInMbsMinus1 >= 0
                        && sps.picWidthInMbsMinus1 < MAX_WIDTH / 16
                        && sps.picHeightInMapUnitsMinus1 >= 0
                        && sps.picHeightInMapUnitsMinus1 < MAX_HEIGHT / 16
                        && sps.numRefFrames <= 16;
                boolean isPlain = sps.chromaFormatIdc == ColorSpace.YUV420J && sps.bitDepthLumaMinus8 == 0;
                return isProgressive && isSane && isPlain ? sps : null;
            }
        }
        return null;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
