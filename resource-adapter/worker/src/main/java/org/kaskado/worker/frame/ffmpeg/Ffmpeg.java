package org.kaskado.worker.frame.ffmpeg;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import org.kaskado.worker.graph.NodeException;

/** Loading FFmpeg, its units, and its error numbers as sentences. */
public final class Ffmpeg {
    /** The time base of everything that travels over links. */
    private static final int NS_PER_S = 1_000_000_000;

    private Ffmpeg() {}

    /** Loads the libraries. FFmpeg itself is kept silent: what it has to say reaches people as events. */
    public static void load() {
        Loader.load(avutil.class);
        Loader.load(swresample.class);
        Loader.load(swscale.class);
        Loader.load(avcodec.class);
        Loader.load(avformat.class);
        Loader.load(avfilter.class);
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }

    public static String version() {
        return avutil.av_version_info().getString();
    }

    /** A new rational of a billionth of a second. */
    public static AVRational nanoseconds() {
        return rational(1, NS_PER_S);
    }

    public static AVRational rational(int num, int den) {
        return new AVRational().num(num).den(den);
    }

    public static long toNs(long time, AVRational base) {
        return avutil.av_rescale_q(time, base, nanoseconds());
    }

    public static boolean isAgain(int result) {
        return result == avutil.AVERROR_EAGAIN();
    }

    /** The result, when it is no error. */
    public static int check(int result, String doing) throws NodeException {
        if (result < 0) {
            throw failure(result, doing);
        }
        return result;
    }

    public static NodeException failure(int result, String doing) {
        String code = NodeException.UNEXPECTED;
        if (result == avutil.AVERROR_INVALIDDATA || result == avutil.AVERROR_EOF) {
            code = NodeException.FORMAT;
        } else if (result == avutil.AVERROR_ENOMEM()) {
            code = NodeException.RESOURCES;
        }
        return new NodeException(code, doing + ": " + describe(result) + ".");
    }

    /** FFmpeg's own words for an error number. */
    public static String describe(int result) {
        byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
        avutil.av_strerror(result, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** A dictionary that the caller frees. */
    public static AVDictionary dictionary(Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
        return dictionary;
    }

    /** Channels of a named layout, at least 1. */
    public static int channels(String layoutName) {
        try (AVChannelLayout layout = new AVChannelLayout()) {
            avutil.av_channel_layout_from_string(layout, layoutName);
            int channels = layout.nb_channels();
            avutil.av_channel_layout_uninit(layout);
            return Math.max(1, channels);
        }
    }

    /** A copy; nothing when there is nothing. */
    public static byte[] bytes(@Nullable BytePointer pointer, long length) {
        if (pointer == null || pointer.isNull() || length <= 0) {
            return new byte[0];
        }
        byte[] copy = new byte[(int) length];
        pointer.get(copy, 0, copy.length);
        return copy;
    }
}
