package org.kaskado.worker.frame.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.kaskado.frame.MediaKind;

/** One decoded picture, or some samples of sound. */
public final class RawItem extends CountedItem {
    private static final int BYTES_PER_SAMPLE = 4;

    private final AVFrame frame;
    private final MediaKind kind;
    private final FrameRate rate;
    private final long ptsNs;
    private final int size;

    /** Takes the frame; its times are already in nanoseconds of the graph. */
    public RawItem(AVFrame frame, MediaKind kind, FrameRate rate) {
        this.frame = frame;
        this.kind = kind;
        this.rate = rate;
        this.ptsNs = frame.pts();
        this.size = kind == MediaKind.VIDEO
                ? frame.width() * frame.height() * 3 / 2
                : frame.nb_samples() * frame.ch_layout().nb_channels() * BYTES_PER_SAMPLE;
    }

    /** Borrowed; not to be changed. */
    public AVFrame frame() {
        return frame;
    }

    /** Pictures per second as far as known. */
    public FrameRate rate() {
        return rate;
    }

    @Override
    public MediaKind kind() {
        return kind;
    }

    @Override
    public long ptsNs() {
        return ptsNs;
    }

    @Override
    public int sizeBytes() {
        return size;
    }

    @Override
    void free() {
        av_frame_free(frame);
    }
}
