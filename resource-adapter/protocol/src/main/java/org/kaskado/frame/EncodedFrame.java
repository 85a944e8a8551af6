package org.kaskado.frame;

/**
 * One coded picture or audio chunk.
 *
 * @param kind medium
 * @param ptsNs presentation time on the pipeline clock, nanoseconds
 * @param dtsNs decoding time on the pipeline clock, nanoseconds
 * @param durationNs 0 when unknown
 * @param isKeyFrame whether decoding can start here
 * @param data the coded bytes; owned by the frame, never changed
 */
public record EncodedFrame(MediaKind kind, long ptsNs, long dtsNs, long durationNs, boolean isKeyFrame, byte[] data) {}
