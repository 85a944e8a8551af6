package org.kaskado.worker.codec.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;

import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;
import org.kaskado.worker.frame.ffmpeg.Ffmpeg;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.NodeException;

/** Turns H.264 and H.265 frames of any container into byte streams (ITU-T H.264 annex B) with in-band parameter sets. */
final class StartCodes implements AutoCloseable {
    private final AVBSFContext filter;
    private final AVPacket packet = av_packet_alloc();

    private StartCodes(AVBSFContext filter) {
        this.filter = filter;
    }

    /** Null for codecs that have no start codes. */
    static @Nullable StartCodes of(TrackFormat format) throws NodeException {
        int codecId = format.parameters().codec_id();
        if (codecId != AV_CODEC_ID_H264 && codecId != AV_CODEC_ID_HEVC) {
            return null;
        }
        byte[] extradata = format.extradata();
        boolean hasLengths = extradata.length > 0 && extradata[0] == 1;
        String name = "dump_extra";
        if (hasLengths) {
            name = codecId == AV_CODEC_ID_H264 ? "h264_mp4toannexb" : "hevc_mp4toannexb";
        }
        AVBSFContext filter = new AVBSFContext(null);
        Ffmpeg.check(av_bsf_alloc(av_bsf_get_by_name(name), filter), "The frames' form cannot be changed");
        avcodec_parameters_copy(filter.par_in(), format.parameters());
        filter.time_base_in(Ffmpeg.nanoseconds());
        Ffmpeg.check(av_bsf_init(filter), "The frames' form cannot be changed");
        return new StartCodes(filter);
    }

    /** The changed packet, borrowed until the next call. */
    AVPacket apply(AVPacket source) throws NodeException {
        av_packet_unref(packet);
        Ffmpeg.check(av_packet_ref(packet, source), "A frame cannot be referenced");
        Ffmpeg.check(av_bsf_send_packet(filter, packet), "A frame's form cannot be changed");
        Ffmpeg.check(av_bsf_receive_packet(filter, packet), "A frame's form cannot be changed");
        return packet;
    }

    @Override
    public void close() {
        av_bsf_free(filter);
        av_packet_free(packet);
    }
}
