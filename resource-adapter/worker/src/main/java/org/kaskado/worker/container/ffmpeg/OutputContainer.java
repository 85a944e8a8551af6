package org.kaskado.worker.container.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_new_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.kaskado.frame.MediaKind;
import org.kaskado.worker.container.ByteOutput;
import org.kaskado.worker.container.OutputOptions;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.NodeException;

/** A container that is being written. Used by one thread at a time. */
final class OutputContainer {
    private static final class Track {
        final AVStream stream;
        final AVRational timeBase;
        TrackFormat format;
        long lastDts = Long.MIN_VALUE;

        Track(AVStream stream, TrackFormat format) {
            this.stream = stream;
            this.format = format;
            this.timeBase =
                    Ffmpeg.rational(stream.time_base().num(), stream.time_base().den());
        }
    }

    private static final int MP4_TIME_SCALE = 90_000;

    private final String containerName;
    private final OutputIo io;
    private final AVRational nanoseconds = Ffmpeg.nanoseconds();
    private final AVPacket packet = av_packet_alloc();
    private final AVFormatContext context = new AVFormatContext(null);
    private final Map<MediaKind, Track> tracks = new EnumMap<>(MediaKind.class);

    /** Writes the header; on failure nothing is held. */
    OutputContainer(String containerName, List<TrackFormat> formats, ByteOutput output) throws NodeException {
        this.containerName = containerName;
        this.io = new OutputIo(output);
        try {
            writeHeader(formats, output.isSeekable());
        } catch (NodeException why) {
            free();
            throw why;
        }
    }

    boolean hasTrack(MediaKind kind) {
        return tracks.containsKey(kind);
    }

    /** Writes one frame; its graph times are moved back by {@code offsetNs}. The item stays the caller's. */
    void write(CodedItem item, long offsetNs) throws NodeException {
        Track track = tracks.get(item.kind());
        if (track == null) {
            return;
        }
        Ffmpeg.check(av_packet_ref(packet, item.packet()), "A frame cannot be referenced");
        packet.pts(item.ptsNs() - offsetNs);
        packet.dts(item.dtsNs() - offsetNs);
        av_packet_rescale_ts(packet, nanoseconds, track.timeBase);
        if (packet.dts() <= track.lastDts) {
            packet.dts(track.lastDts + 1);
            packet.pts(Math.max(packet.pts(), packet.dts()));
        }
        track.lastDts = packet.dts();
        packet.stream_index(track.stream.index());
        packet.time_base(track.timeBase);
        if (item.format() != track.format) {
            adopt(track, item.format());
        }
        int result = av_write_frame(context, packet);
        av_packet_unref(packet);
        checkWritten(result);
    }

    /** Ends the fragment or cluster; its bytes have reached the output. */
    void flush() throws NodeException {
        int result = av_write_frame(context, null);
        io.flush();
        checkWritten(result);
    }

    /** Completes the container. {@link #free} follows in any case. */
    void finish() throws NodeException {
        int result = av_write_trailer(context);
        io.flush();
        checkWritten(result);
    }

    void free() {
        if (!context.isNull()) {
            avformat_free_context(context);
        }
        av_packet_free(packet);
        io.close();
    }

    private void writeHeader(List<TrackFormat> formats, boolean isSeekable) throws NodeException {
        Ffmpeg.check(
                avformat_alloc_output_context2(context, null, containerName, null),
                "A " + containerName + " container cannot be written");
        context.pb(io.context());
        for (TrackFormat format : formats) {
            addStream(format);
        }
        AVDictionary options = Ffmpeg.dictionary(OutputOptions.of(containerName, isSeekable));
        int result = avformat_write_header(context, options);
        av_dict_free(options);
        io.flush();
        if (result < 0 && io.failure() == null) {
            throw new NodeException(
                    NodeException.FORMAT,
                    "A " + containerName + " container cannot hold " + names(formats) + ": " + Ffmpeg.describe(result)
                            + ".");
        }
        checkWritten(result);
        for (int i = 0; i < formats.size(); i++) {
            tracks.put(formats.get(i).caps().kind(), new Track(context.streams(i), formats.get(i)));
        }
    }

    private void addStream(TrackFormat format) throws NodeException {
        AVStream stream = avformat_new_stream(context, null);
        Ffmpeg.check(
                avcodec_parameters_copy(stream.codecpar(), format.parameters()), "A track's format cannot be copied");
        stream.codecpar().codec_tag(0);
        if (format.caps().kind() == MediaKind.VIDEO) {
            stream.time_base(Ffmpeg.rational(1, MP4_TIME_SCALE));
            if (format.rate().isKnown()) {
                stream.avg_frame_rate(format.rate().toRational());
            }
        } else {
            stream.time_base(Ffmpeg.rational(1, Math.max(1, format.caps().sampleRateHz())));
        }
    }

    /** The source changed its set-up bytes on the way; another codec needs another container. */
    private void adopt(Track track, TrackFormat format) throws NodeException {
        if (!format.isSameCodec(track.format)) {
            av_packet_unref(packet);
            throw new NodeException(
                    NodeException.FORMAT,
                    "The " + format.caps().kind() + " track changed from "
                            + track.format.caps().codec() + " to "
                            + format.caps().codec() + "; one recording holds one codec per track.");
        }
        track.format = format;
        byte[] extradata = format.extradata();
        if (extradata.length > 0) {
            BytePointer sideData = av_packet_new_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, extradata.length);
            if (sideData != null && !sideData.isNull()) {
                sideData.put(extradata, 0, extradata.length);
            }
        }
    }

    private void checkWritten(int result) throws NodeException {
        IOException broken = io.failure();
        if (broken != null) {
            throw new NodeException(
                    NodeException.RESOURCES, "The recording cannot be written further: " + broken.getMessage(), broken);
        }
        Ffmpeg.check(result, "The " + containerName + " container cannot be written further");
    }

    private static String names(List<TrackFormat> formats) {
        return String.join(
                " and ", formats.stream().map(format -> format.caps().codec()).toList());
    }
}
