package org.kaskado.payload;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a depacketizer says. */
final class FrameRecorder implements FrameOutput {
    final List<CodedFrame> frames = new ArrayList<>();
    final List<Long> lost = new ArrayList<>();
    int keyFramesNeeded;

    @Override
    public void frame(CodedFrame frame) {
        frames.add(frame);
    }

    @Override
    public void frameLost(long rtpTimestamp) {
        lost.add(rtpTimestamp);
    }

    @Override
    public void keyFrameNeeded() {
        keyFramesNeeded++;
    }
}
