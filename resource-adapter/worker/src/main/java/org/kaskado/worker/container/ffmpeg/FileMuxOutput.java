package org.kaskado.worker.container.ffmpeg;

import java.io.IOException;
import org.kaskado.worker.container.ByteOutput;
import org.kaskado.worker.graph.NodeException;

/** A recording in a file: each part reaches the file within a second, so a dead process leaves a playable file. */
final class FileMuxOutput extends MuxOutput {
    private static final long MAX_PART_NS = 1_000_000_000L;

    private final ByteOutput file;
    private long goodBytes;
    private boolean isClosed;

    FileMuxOutput(String containerName, ByteOutput file) {
        super(containerName, file, MAX_PART_NS);
        this.file = file;
    }

    @Override
    boolean isReady() {
        return true;
    }

    @Override
    void headerWritten() {
        goodBytes = file.position();
    }

    @Override
    void fragmentWritten(boolean startsAtKeyFrame, long ptsNs) {
        goodBytes = file.position();
    }

    @Override
    void completed(boolean isClean) throws NodeException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (ByteOutput closing = file) {
            if (isClean) {
                goodBytes = closing.lengthBytes();
            } else {
                closing.truncate(goodBytes);
            }
        } catch (IOException broken) {
            throw new NodeException(
                    NodeException.RESOURCES, "The recording cannot be closed: " + broken.getMessage(), broken);
        }
    }

    @Override
    long bytes() {
        return goodBytes;
    }
}
