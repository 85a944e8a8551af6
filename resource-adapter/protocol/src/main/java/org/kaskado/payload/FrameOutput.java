package org.kaskado.payload;

/** What a depacketizer has to say. */
public interface FrameOutput {
    void frame(CodedFrame frame);

    /** A frame was lost or damaged and does not come. */
    void frameLost(long rtpTimestamp);

    /** Nothing can be decoded before a key frame; said again with every frame that is dropped for it, so limit its rate. */
    void keyFrameNeeded();
}
