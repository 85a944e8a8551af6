package org.kaskado.repository;

/**
 * One track of a stored item; sizes and rates are 0 where they do not apply.
 *
 * @param kind {@code AUDIO}, {@code VIDEO} or {@code DATA}
 * @param codec codec name, such as {@code H264}
 * @param width pixels
 * @param height pixels
 */
public record StoredTrack(String kind, String codec, int width, int height, int sampleRateHz, int channels) {}
