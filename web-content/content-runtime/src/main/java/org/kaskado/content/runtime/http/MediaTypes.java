package org.kaskado.content.runtime.http;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Media types of uploads: what the client said, else what the file name says. */
public final class MediaTypes {
    /** The type of bytes of which nothing is known. */
    public static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("webm", "video/webm"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("ts", "video/mp2t"),
            Map.entry("mpg", "video/mpeg"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("avi", "video/x-msvideo"),
            Map.entry("flv", "video/x-flv"),
            Map.entry("ogv", "video/ogg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("aac", "audio/aac"),
            Map.entry("wav", "audio/wav"),
            Map.entry("flac", "audio/flac"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"));

    private static final int MAX_LENGTH = 100;

    private MediaTypes() {}

    /** The type without its parameters, in lower case. */
    public static String bare(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** The type to store an upload under. */
    public static String choose(@Nullable String declared, @Nullable String filename) {
        if (declared != null && declared.length() <= MAX_LENGTH && isUseful(bare(declared))) {
            return declared.strip();
        }
        if (filename == null) {
            return UNKNOWN;
        }
        String extension = filename.substring(filename.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }

    private static boolean isUseful(String bare) {
        return bare.matches("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")
                && !bare.equals(UNKNOWN)
                && !bare.equals("application/x-www-form-urlencoded")
                && !bare.startsWith("multipart/");
    }
}
