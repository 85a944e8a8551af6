package org.kaskado.worker.container.ffmpeg;

import org.kaskado.frame.MediaKind;
import org.kaskado.worker.container.Interleaver;
import org.kaskado.worker.container.RecordingClock;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.graph.NodeContext;
import org.kaskado.worker.graph.NodeException;

/** Writes frames that come in order: from the first that belongs to the recording on, at their times within it. */
final class MuxWriter {
    /** Sound that comes so little before the first picture belongs to it. */
    private static final long KEY_AHEAD_NS = 1_000_000_000L;

    private final NodeContext context;
    private final MuxOutput output;
    private final RecordingClock clock;
    private final Interleaver<CodedItem> interleaver;
    private final MuxTracks tracks;

    MuxWriter(
            NodeContext context,
            MuxOutput output,
            RecordingClock clock,
            Interleaver<CodedItem> interleaver,
            MuxTracks tracks) {
        this.context = context;
        this.output = output;
        this.clock = clock;
        this.interleaver = interleaver;
        this.tracks = tracks;
    }

    /** Writes a frame, or counts it as dropped; opens the container with the first. The caller keeps the frame. */
    void write(CodedItem item) throws NodeException {
        if (!isAdmitted(item)) {
            return;
        }
        anchor(item);
        if (!output.isOpen()) {
            output.open(tracks.inOrder());
        }
        output.write(item, clock.offsetFor(item.dtsNs()));
        clock.wrote(item.dtsNs(), item.durationNs());
    }

    private boolean isAdmitted(CodedItem item) {
        CodedItem picture = interleaver.peek(MediaKind.VIDEO);
        boolean isKeyAhead = picture != null && picture.isKeyFrame() && picture.dtsNs() - item.dtsNs() < KEY_AHEAD_NS;
        if (clock.admits(item.kind(), item.isKeyFrame(), isKeyAhead, item.dtsNs())) {
            return true;
        }
        context.countDropped();
        if (item.kind() == MediaKind.VIDEO) {
            context.requestKeyFrame("video");
        }
        return false;
    }

    /** The earliest first frame of all tracks becomes the next instant of the recording. */
    private void anchor(CodedItem first) {
        if (!clock.isAnchored()) {
            long earliestNs = first.ptsNs();
            for (MediaKind kind : tracks.known()) {
                CodedItem head = interleaver.peek(kind);
                if (head != null) {
                    earliestNs = Math.min(earliestNs, head.ptsNs());
                }
            }
            clock.anchor(earliestNs);
        }
    }
}
