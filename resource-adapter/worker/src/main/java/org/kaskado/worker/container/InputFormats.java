package org.kaskado.worker.container;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The container formats that may be read, by FFmpeg's names. Formats that name other files or addresses (playlists,
 * session descriptions, concatenations, picture sequences) are not among them and never will be.
 */
public final class InputFormats {
    private static final Set<String> ALLOWED = Set.of(
            "aac",
            "ac3",
            "aiff",
            "amr",
            "amrnb",
            "amrwb",
            "asf",
            "au",
            "avi",
            "caf",
            "dv",
            "eac3",
            "flac",
            "flv",
            "gif",
            "h261",
            "h263",
            "h264",
            "hevc",
            "ivf",
            "m4v",
            "matroska",
            "webm",
            "mjpeg",
            "mov",
            "mp4",
            "m4a",
            "3gp",
            "3g2",
            "mp3",
            "mpeg",
            "mpegts",
            "mpegvideo",
            "mxf",
            "nut",
            "obu",
            "ogg",
            "wav",
            "w64",
            "yuv4mpegpipe");

    /** What people are told. */
    public static final String EXAMPLES =
            "MP4, MOV, WebM, Matroska, MPEG-TS, MPEG-PS, AVI, FLV, Ogg, WAV, MP3, AAC, AC-3, FLAC";

    private static final Set<String> RAW_EXTENSIONS = Set.of(
            "aac", "ac3", "amr", "dv", "eac3", "h264", "264", "hevc", "265", "ivf", "m2v", "mjpeg", "mjpg", "mp3",
            "obu");

    private InputFormats() {}

    /** Whether all names of a format (FFmpeg joins aliases by commas) belong to one that may be read. */
    public static boolean isAllowed(String formatName) {
        return Arrays.stream(formatName.split(",", -1)).anyMatch(ALLOWED::contains);
    }

    /** A harmless name; for raw streams with the extension of the hint, which helps to tell them apart. */
    public static String probeName(@Nullable String nameHint) {
        String hint = nameHint == null ? "" : nameHint.toLowerCase(Locale.ROOT);
        String extension = hint.substring(hint.lastIndexOf('.') + 1);
        return RAW_EXTENSIONS.contains(extension) ? "input." + extension : "input";
    }
}
