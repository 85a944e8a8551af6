package org.kaskado.payload;

/**
 * One coded picture or audio chunk as it came out of packets. H.264 and H.265 in start-code form with their parameter sets
 * before each key frame, AV1 as a temporal unit with sizes, VP9 layers of one picture joined by a superframe index.
 *
 * @param data the coded bytes; owned by the frame, never changed
 * @param isKeyFrame whether decoding can start here; always true for audio
 * @param rtpTimestamp 32 bits, unsigned
 * @param isDiscontinuous whether something was lost between the frame before and this one
 */
public record CodedFrame(byte[] data, boolean isKeyFrame, long rtpTimestamp, boolean isDiscontinuous) {}
