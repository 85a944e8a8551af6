package org.kaskado.worker.container.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.worker.container.TrackClock;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;

/**
 * One track of an input: its format and the form its packets get. AAC of transport streams loses its ADTS headers here,
 * so that any container and the caps comparison see one kind of AAC.
 */
public final class InputTrack {
    private final int streamIndex;
    private final AVRational timeBase;
    private final String pad;
    private final @Nullable AVBSFContext adtsRemover;
    private TrackFormat format;

    InputTrack(AVStream stream, TrackFormat format, String containerName) {
        this.streamIndex = stream.index();
        this.timeBase =
                Ffmpeg.rational(stream.time_base().num(), stream.time_base().den());
        this.format = format;
        this.pad = format.caps().kind() == MediaKind.VIDEO ? "video" : "audio";
        boolean hasAdts = stream.codecpar().codec_id() == avcodec.AV_CODEC_ID_AAC
                && stream.codecpar().extradata_size() == 0
                && (containerName.equals("mpegts") || containerName.equals("aac"));
        this.adtsRemover = hasAdts ? openAdtsRemover(stream) : null;
    }

    int streamIndex() {
        return streamIndex;
    }

    /** Name of the output pad. */
    public String pad() {
        return pad;
    }

    public TrackFormat format() {
        return format;
    }

    /** File time in nanoseconds, or {@link TrackClock#UNKNOWN}. */
    public long fileNs(long time) {
        return time == avutil.AV_NOPTS_VALUE ? TrackClock.UNKNOWN : Ffmpeg.toNs(time, timeBase);
    }

    /** Moves the packet's content into a new packet of the track's form; null when it holds no frame. */
    public @Nullable AVPacket normalize(AVPacket source) {
        AVPacket packet = av_packet_alloc();
        if (adtsRemover == null) {
            av_packet_move_ref(packet, source);
        } else if (av_bsf_send_packet(adtsRemover, source) < 0 || av_bsf_receive_packet(adtsRemover, packet) < 0) {
            av_packet_free(packet);
            return null;
        }
        takeNewExtradata(packet);
        return packet;
    }

    void close() {
        if (adtsRemover != null) {
            av_bsf_free(adtsRemover);
        }
    }

    private void takeNewExtradata(AVPacket packet) {
        if (packet.side_data_elems() == 0) {
            return;
        }
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, size);
            if (data != null && !data.isNull()) {
                byte[] extradata = Ffmpeg.bytes(data, size.get());
                if (!Arrays.equals(extradata, format.extradata())) {
                    format = format.withExtradata(extradata);
                }
            }
        }
    }

    private static @Nullable AVBSFContext openAdtsRemover(AVStream stream) {
        AVBSFContext filter = new AVBSFContext(null);
        if (av_bsf_alloc(av_bsf_get_by_name("aac_adtstoasc"), filter) < 0) {
            return null;
        }
        avcodec_parameters_copy(filter.par_in(), stream.codecpar());
        filter.time_base_in(stream.time_base());
        if (av_bsf_init(filter) < 0) {
            av_bsf_free(filter);
            return null;
        }
        return filter;
    }
}
