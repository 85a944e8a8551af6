package org.kaskado.media;

/** Placeholder until the generator of the Media API lands; that commit deletes this file. */
public enum MediaProfileSpecType {
    WEBM,
    MKV,
    MP4
}
