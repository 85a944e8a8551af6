package org.kaskado.worker.container.ffmpeg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.worker.container.ByteOutput;
import org.kaskado.worker.frame.ffmpeg.CodedItem;
import org.kaskado.worker.frame.ffmpeg.TrackFormat;
import org.kaskado.worker.graph.NodeException;

/** Cuts a container into fragments: at key frames, and when one has become too long. */
abstract class MuxOutput {
    /** The first one is short, so that a viewer sees something and a file is playable soon. */
    private static final long FIRST_FRAGMENT_NS = 200_000_000L;

    private final String containerName;
    private final ByteOutput bytes;
    private final long maxFragmentNs;
    private @Nullable OutputContainer container;
    private boolean hasPicture;
    private long fragmentStartNs;
    private long fragmentPtsNs;
    private boolean isFragmentKey;
    private int fragmentFrames;
    private boolean isFirst = true;

    MuxOutput(String containerName, ByteOutput bytes, long maxFragmentNs) {
        this.containerName = containerName;
        this.bytes = bytes;
        this.maxFragmentNs = maxFragmentNs;
    }

    /** Whether more bytes may be made now. */
    abstract boolean isReady();

    /** The header is in {@code bytes}, if the container writes it at once. */
    abstract void headerWritten() throws NodeException;

    /** A fragment's bytes are complete. */
    abstract void fragmentWritten(boolean startsAtKeyFrame, long ptsNs) throws NodeException;

    /** The end of the container is in {@code bytes}; close them. */
    abstract void completed(boolean isClean) throws NodeException;

    abstract long bytes();

    final boolean isOpen() {
        return container != null;
    }

    final boolean hasTrack(MediaKind kind) {
        return container != null && container.hasTrack(kind);
    }

    final void open(List<TrackFormat> formats) throws NodeException {
        container = new OutputContainer(containerName, formats, bytes);
        hasPicture = container.hasTrack(MediaKind.VIDEO);
        headerWritten();
    }

    final void write(CodedItem item, long offsetNs) throws NodeException {
        OutputContainer open = container;
        if (open == null) {
            return;
        }
        long dtsNs = item.dtsNs() - offsetNs;
        boolean isPictureKey = item.kind() == MediaKind.VIDEO && item.isKeyFrame();
        if (fragmentFrames > 0
                && (isPictureKey || dtsNs - fragmentStartNs >= (isFirst ? FIRST_FRAGMENT_NS : maxFragmentNs))) {
            flush();
        }
        if (fragmentFrames == 0) {
            fragmentStartNs = dtsNs;
            fragmentPtsNs = item.ptsNs() - offsetNs;
            isFragmentKey = isPictureKey || !hasPicture;
        }
        fragmentFrames++;
        open.write(item, offsetNs);
    }

    final void flush() throws NodeException {
        OutputContainer open = container;
        if (open != null && fragmentFrames > 0) {
            open.flush();
            fragmentFrames = 0;
            isFirst = false;
            fragmentWritten(isFragmentKey, fragmentPtsNs);
        }
    }

    /** Completes and closes; also when nothing was ever written. */
    final void finish() throws NodeException {
        OutputContainer open = container;
        boolean isClean = false;
        try {
            if (open != null) {
                flush();
                open.finish();
            }
            isClean = true;
        } finally {
            container = null;
            if (open != null) {
                open.free();
            }
            completed(isClean);
        }
    }

    /** Closes after a failure, without the end that could not be written. */
    final void abandon() throws NodeException {
        OutputContainer open = container;
        container = null;
        if (open != null) {
            open.free();
        }
        completed(false);
    }
}
