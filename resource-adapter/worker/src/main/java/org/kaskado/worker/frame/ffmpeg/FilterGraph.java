package org.kaskado.worker.frame.ffmpeg;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame_rate;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_time_base;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_set_frame_size;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_get_by_name;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_init_dict;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_init_str;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_link;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_count;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.List;
import org.bytedeco.ffmpeg.avfilter.AVFilter;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.processing.NodeSpec.FilterStep;
import org.kaskado.worker.graph.NodeException;

/** A chain of FFmpeg filters for frames of one shape. Options go in one by one, never as text to be parsed. */
public final class FilterGraph implements AutoCloseable {
    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final RawShape shape;
    private AVFilterContext source;
    private AVFilterContext sink;
    private AVRational sinkTimeBase;
    private boolean isClosed;

    /**
     * Builds the chain.
     *
     * @param frameSamples samples per frame of sound that come out, 0 for as they come
     * @throws NodeException when a filter is unknown or refuses its options or this shape
     */
    public FilterGraph(RawShape shape, FrameRate rate, List<FilterStep> steps, int threads, int frameSamples)
            throws NodeException {
        this.shape = shape;
        graph.nb_threads(Math.max(1, threads));
        boolean isSound = shape.kind() == MediaKind.AUDIO;
        try {
            source = add(isSound ? "abuffer" : "buffer", "in");
            Ffmpeg.check(
                    avfilter_init_str(source, shape.sourceArguments(rate)), "Frames of this shape cannot be filtered");
            AVFilterContext last = source;
            for (int i = 0; i < steps.size(); i++) {
                last = link(last, step(steps.get(i), i));
            }
            sink = add(isSound ? "abuffersink" : "buffersink", "out");
            Ffmpeg.check(avfilter_init_str(sink, (String) null), "The filters' end cannot be made");
            link(last, sink);
            Ffmpeg.check(avfilter_graph_config(graph, null), "The filters " + names(steps) + " do not fit together");
            if (frameSamples > 0) {
                av_buffersink_set_frame_size(sink, frameSamples);
            }
            sinkTimeBase = av_buffersink_get_time_base(sink);
        } catch (NodeException why) {
            close();
            throw why;
        }
    }

    public RawShape shape() {
        return shape;
    }

    /** Rate of the frames that come out. */
    public FrameRate rate() {
        return shape.kind() == MediaKind.AUDIO ? FrameRate.UNKNOWN : FrameRate.of(av_buffersink_get_frame_rate(sink));
    }

    /** Puts a frame in; it stays the caller's. */
    public void push(AVFrame frame) throws NodeException {
        Ffmpeg.check(
                av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF), "A frame cannot be filtered");
    }

    /** No more frames follow; what the filters hold can be pulled. */
    public void pushEnd() throws NodeException {
        Ffmpeg.check(av_buffersrc_add_frame_flags(source, null, 0), "The filters cannot be drained");
    }

    /** A frame that is ready, with its time in nanoseconds, now the caller's; null when the filters want more. */
    public @Nullable AVFrame pull() {
        AVFrame frame = av_frame_alloc();
        if (av_buffersink_get_frame(sink, frame) < 0) {
            av_frame_free(frame);
            return null;
        }
        if (frame.pts() != AV_NOPTS_VALUE) {
            frame.pts(Ffmpeg.toNs(frame.pts(), sinkTimeBase));
        }
        if (frame.duration() > 0) {
            frame.duration(Ffmpeg.toNs(frame.duration(), sinkTimeBase));
        }
        return frame;
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            avfilter_graph_free(graph);
        }
    }

    private AVFilterContext step(FilterStep step, int index) throws NodeException {
        AVFilterContext filter = add(step.name(), "filter" + index);
        AVDictionary options = Ffmpeg.dictionary(step.options());
        int result = avfilter_init_dict(filter, options);
        int left = av_dict_count(options);
        av_dict_free(options);
        if (result < 0 || left > 0) {
            String why = result < 0 ? Ffmpeg.describe(result) : left + " of them unknown";
            throw new NodeException(
                    NodeException.ILLEGAL_VALUE,
                    "The filter " + step.name() + " does not take the options " + step.options() + ": " + why + ".");
        }
        return filter;
    }

    private AVFilterContext add(String filterName, String name) throws NodeException {
        AVFilter filter = avfilter_get_by_name(filterName);
        AVFilterContext added =
                filter == null || filter.isNull() ? null : avfilter_graph_alloc_filter(graph, filter, name);
        if (added == null || added.isNull()) {
            throw new NodeException(NodeException.ILLEGAL_VALUE, "There is no filter '" + filterName + "'.");
        }
        return added;
    }

    private static AVFilterContext link(AVFilterContext from, AVFilterContext to) throws NodeException {
        int result = avfilter_link(from, 0, to, 0);
        if (result < 0) {
            throw new NodeException(
                    NodeException.ILLEGAL_VALUE,
                    "A chain is made of filters with one input and one output of the same medium: "
                            + Ffmpeg.describe(result) + ".");
        }
        return to;
    }

    private static String names(List<FilterStep> steps) {
        return String.join(", ", steps.stream().map(FilterStep::name).toList());
    }
}
