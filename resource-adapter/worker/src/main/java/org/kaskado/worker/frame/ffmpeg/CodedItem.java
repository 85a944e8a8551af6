package org.kaskado.worker.frame.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.kaskado.frame.MediaKind;

/** One coded picture or sound chunk with the format of its track. */
public final class CodedItem extends CountedItem {
    /** Weight of the bookkeeping around the bytes. */
    private static final int OVERHEAD_BYTES = 256;

    private final AVPacket packet;
    private final TrackFormat format;
    private final long ptsNs;
    private final long dtsNs;
    private final long durationNs;
    private final boolean isKeyFrame;
    private final int size;

    /** Takes the packet; its times are already in nanoseconds of the graph. */
    public CodedItem(AVPacket packet, TrackFormat format) {
        this.packet = packet;
        this.format = format;
        this.ptsNs = packet.pts();
        this.dtsNs = packet.dts();
        this.durationNs = packet.duration();
        this.isKeyFrame = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        this.size = packet.size() + OVERHEAD_BYTES;
    }

    /** Borrowed; not to be changed. */
    public AVPacket packet() {
        return packet;
    }

    /** The same object as long as the track's format does not change. */
    public TrackFormat format() {
        return format;
    }

    public long dtsNs() {
        return dtsNs;
    }

    public long durationNs() {
        return durationNs;
    }

    public boolean isKeyFrame() {
        return isKeyFrame;
    }

    @Override
    public MediaKind kind() {
        return format.caps().kind();
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
        av_packet_free(packet);
    }
}
