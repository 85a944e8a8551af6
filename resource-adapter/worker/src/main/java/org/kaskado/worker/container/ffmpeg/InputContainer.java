package org.kaskado.worker.container.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_seek_file;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.kaskado.worker.container.ByteInput;
import org.kaskado.worker.container.InputFormats;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.frame.ffmpeg.FrameRate;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.NodeException;

/** An open container: its best picture track, its best sound track, and their packets. Used by one thread. */
public final class InputContainer implements AutoCloseable {
    /** Enough for the header of any sane file; the index of an MP4 is read beyond it. */
    private static final long PROBE_BYTES = 5_000_000;

    private static final int FORMAT_PROBE_BYTES = 1_000_000;

    /** How much of a stream is looked at before play, when its header does not tell everything. */
    private static final long ANALYZE_US = 5_000_000;

    private static final int MAX_STREAMS = 100;

    private static final Refuser NO_OTHER_FILES = new Refuser();

    private final ByteInput input;
    private final InputIo io;
    private final AVPacket packet = av_packet_alloc();
    private AVFormatContext context;
    private final List<InputTrack> tracks = new ArrayList<>();
    private String formatName = "";
    private boolean isClosed;

    /** Opens and probes; takes the input and closes it when this fails. */
    public InputContainer(ByteInput input, @Nullable String nameHint) throws NodeException {
        this.input = input;
        this.io = new InputIo(input);
        this.context = avformat_alloc_context();
        try {
            open(nameHint == null ? "the input" : "'" + nameHint + "'", InputFormats.probeName(nameHint));
        } catch (NodeException why) {
            close();
            throw why;
        }
    }

    public List<InputTrack> tracks() {
        return List.copyOf(tracks);
    }

    /** FFmpeg's name, such as {@code mov,mp4,m4a,3gp,3g2,mj2}. */
    public String formatName() {
        return formatName;
    }

    /** 0 when unknown. */
    public long durationNs() {
        long us = context.duration();
        return us == AV_NOPTS_VALUE || us < 0 ? 0 : us * 1000;
    }

    /** Where the file's own time starts. */
    public long startNs() {
        long us = context.start_time();
        return us == AV_NOPTS_VALUE ? 0 : us * 1000;
    }

    public boolean isSeekable() {
        return input.isSeekable() && durationNs() > 0;
    }

    /**
     * The next packet of one of the tracks, borrowed until the next call; null at the end.
     *
     * @throws NodeException when the input broke
     */
    public @Nullable AVPacket read() throws NodeException {
        while (true) {
            avcodec.av_packet_unref(packet);
            int result = av_read_frame(context, packet);
            if (result == AVERROR_EOF
                    || (result < 0 && io.failure() == null && context.pb().eof_reached() != 0)) {
                return null;
            }
            if (result < 0) {
                throw readFailure(result, "The input cannot be read further");
            }
            if (trackOf(packet) != null) {
                return packet;
            }
        }
    }

    public @Nullable InputTrack trackOf(AVPacket of) {
        for (InputTrack track : tracks) {
            if (track.streamIndex() == of.stream_index()) {
                return track;
            }
        }
        return null;
    }

    /** Goes to the last key frame at or before a time from the start. */
    public void seek(long positionNs) throws NodeException {
        long targetUs = (positionNs + startNs()) / 1000;
        int result = avformat_seek_file(context, -1, Long.MIN_VALUE, targetUs, targetUs, AVSEEK_FLAG_BACKWARD);
        if (result < 0) {
            result = avformat_seek_file(context, -1, Long.MIN_VALUE, targetUs, Long.MAX_VALUE, 0);
        }
        if (result < 0) {
            throw new NodeException(
                    "PLAYER_SEEK_FAIL",
                    "The input cannot go to " + positionNs / 1_000_000 + " ms: " + Ffmpeg.describe(result) + ".");
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        tracks.forEach(InputTrack::close);
        if (context != null && !context.isNull()) {
            avformat_close_input(context);
        }
        av_packet_free(packet);
        io.close();
        input.close();
    }

    private void open(String name, String probeName) throws NodeException {
        AVInputFormat format = probe(name, probeName);
        context.pb(io.context());
        context.io_open(NO_OTHER_FILES);
        context.probesize(PROBE_BYTES);
        context.max_analyze_duration(ANALYZE_US);
        context.max_streams(MAX_STREAMS);
        AVDictionary options = Ffmpeg.dictionary(Map.of("protocol_whitelist", "none"));
        int result = avformat_open_input(context, probeName, format, options);
        av_dict_free(options);
        if (result < 0) {
            context = new AVFormatContext(null); // FFmpeg has freed it
            throw readFailure(result, name + " is no readable " + formatName + " file");
        }
        result = avformat_find_stream_info(context, (PointerPointer<?>) null);
        if (result < 0) {
            throw readFailure(result, name + " is a " + formatName + " file whose tracks cannot be read");
        }
        addTrack(AVMEDIA_TYPE_VIDEO);
        addTrack(AVMEDIA_TYPE_AUDIO);
        discardOthers();
        if (tracks.isEmpty()) {
            throw new NodeException(
                    NodeException.FORMAT, name + " is a " + formatName + " file without sound or picture.");
        }
    }

    private AVInputFormat probe(String name, String probeName) throws NodeException {
        if (input.lengthBytes() == 0) {
            throw new NodeException(NodeException.FORMAT, name + " is empty.");
        }
        AVInputFormat format = new AVInputFormat(null);
        int result = av_probe_input_buffer2(io.context(), format, probeName, null, 0, FORMAT_PROBE_BYTES);
        if (result < 0) {
            throw readFailure(result, name + " is no media that can be read; readable are " + InputFormats.EXAMPLES);
        }
        formatName = format.name().getString();
        if (!InputFormats.isAllowed(formatName)) {
            throw new NodeException(
                    NodeException.FORMAT,
                    name + " is of format " + formatName + ", which is not read; readable are " + InputFormats.EXAMPLES
                            + ".");
        }
        return format;
    }

    private NodeException readFailure(int result, String sentence) {
        IOException broken = io.failure();
        if (broken != null) {
            return new NodeException(
                    NodeException.FORMAT, sentence + ", because its bytes broke off: " + broken.getMessage(), broken);
        }
        return new NodeException(NodeException.FORMAT, sentence + ": " + Ffmpeg.describe(result) + ".");
    }

    private void addTrack(int mediaType) {
        int index = av_find_best_stream(context, mediaType, -1, -1, (PointerPointer<?>) null, 0);
        if (index < 0) {
            return;
        }
        AVStream stream = context.streams(index);
        boolean isKnown = stream.codecpar().codec_id() != avcodec.AV_CODEC_ID_NONE;
        boolean isPicture = mediaType == AVMEDIA_TYPE_VIDEO;
        boolean isComplete =
                isPicture ? stream.codecpar().width() > 0 : stream.codecpar().sample_rate() > 0;
        if (isKnown && isComplete) {
            FrameRate rate = isPicture ? FrameRate.of(av_guess_frame_rate(context, stream, null)) : FrameRate.UNKNOWN;
            tracks.add(new InputTrack(stream, new TrackFormat(stream.codecpar(), rate), formatName));
        }
    }

    private void discardOthers() {
        for (int i = 0; i < context.nb_streams(); i++) {
            int index = i;
            boolean isUsed = tracks.stream().anyMatch(track -> track.streamIndex() == index);
            context.streams(i).discard(isUsed ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
    }

    /** A container that names another file gets nothing. */
    private static final class Refuser
            extends AVFormatContext.Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
        @Override
        @SuppressWarnings("rawtypes") // as JavaCPP declares it
        public int call(AVFormatContext s, PointerPointer pb, BytePointer url, int flags, PointerPointer options) {
            return org.bytedeco.ffmpeg.global.avutil.AVERROR_EACCES();
        }
    }
}
