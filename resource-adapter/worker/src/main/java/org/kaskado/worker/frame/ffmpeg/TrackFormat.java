package org.kaskado.worker.frame.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_freep;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.kaskado.frame.Caps;
import org.kaskado.frame.MediaKind;

/** What a coded track is: everything a decoder or a container must know of it. Never changes; freed with its last user. */
public final class TrackFormat {
    private static final int MATRIX_INTS = 9;

    private final Parameters parameters;
    private final Caps caps;
    private final FrameRate rate;

    /** Copies the parameters. */
    public TrackFormat(AVCodecParameters source, FrameRate rate) {
        this.parameters = new Parameters();
        avcodec_parameters_copy(parameters, source);
        this.rate = rate;
        this.caps = capsOf(parameters);
    }

    /** The same track with other set-up bytes, such as an AudioSpecificConfig that came in-band. */
    public TrackFormat withExtradata(byte[] extradata) {
        TrackFormat copy = new TrackFormat(parameters, rate);
        copy.parameters.replaceExtradata(extradata);
        return copy;
    }

    /** Borrowed; not to be changed. */
    public AVCodecParameters parameters() {
        return parameters;
    }

    public Caps caps() {
        return caps;
    }

    public FrameRate rate() {
        return rate;
    }

    public byte[] extradata() {
        return Ffmpeg.bytes(parameters.extradata(), parameters.extradata_size());
    }

    /** Clockwise turn in degrees (0, 90, 180 or 270) that makes the picture upright; phones write it. */
    public int rotationDegrees() {
        AVPacketSideData matrix = av_packet_side_data_get(
                parameters.coded_side_data(), parameters.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull() || matrix.size() < MATRIX_INTS * Integer.BYTES) {
            return 0;
        }
        double counterClockwise = av_display_rotation_get(new IntPointer(matrix.data()));
        if (Double.isNaN(counterClockwise)) {
            return 0;
        }
        int quarters = (int) Math.round(-counterClockwise / 90);
        return Math.floorMod(quarters, 4) * 90;
    }

    /** Whether a container can carry on with the other format without a new header. */
    public boolean isSameCodec(TrackFormat other) {
        return parameters.codec_id() == other.parameters.codec_id();
    }

    private static Caps capsOf(AVCodecParameters source) {
        String codec = avcodec_get_name(source.codec_id()).getString();
        if (source.codec_type() == AVMEDIA_TYPE_VIDEO) {
            return Caps.video(codec, source.width(), source.height());
        }
        if (source.codec_type() == AVMEDIA_TYPE_AUDIO) {
            return Caps.audio(codec, source.sample_rate(), source.ch_layout().nb_channels());
        }
        return new Caps(MediaKind.DATA, codec, 0, 0, 0, 0);
    }

    /** Freed by JavaCPP's collector when the last Java reference is gone. */
    private static final class Parameters extends AVCodecParameters {
        Parameters() {
            super(avcodec_parameters_alloc());
            deallocator(new Freer(this));
        }

        void replaceExtradata(byte[] bytes) {
            PointerPointer<BytePointer> old = new PointerPointer<>(1);
            old.put(0, extradata());
            av_freep(old);
            old.close();
            BytePointer copy = new BytePointer(av_mallocz(bytes.length + (long) AV_INPUT_BUFFER_PADDING_SIZE));
            copy.put(bytes, 0, bytes.length);
            extradata(copy);
            extradata_size(bytes.length);
        }

        private static final class Freer extends AVCodecParameters implements Deallocator {
            Freer(AVCodecParameters owner) {
                super(owner);
            }

            @Override
            public void deallocate() {
                avcodec_parameters_free(this);
            }
        }
    }
}
