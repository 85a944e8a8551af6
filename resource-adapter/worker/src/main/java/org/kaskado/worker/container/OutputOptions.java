package org.kaskado.worker.container;

import java.util.LinkedHashMap;
import java.util.Map;

/** FFmpeg's options for the containers that are written. Fragments are cut by us, at key frames and by time. */
public final class OutputOptions {
    private OutputOptions() {}

    /**
     * Options for one output.
     *
     * @param isSeekable whether the output is a file that can be completed at its end
     */
    public static Map<String, String> of(String containerName, boolean isSeekable) {
        Map<String, String> options = new LinkedHashMap<>();
        if (containerName.equals("mp4")) {
            // a file stays playable when the process dies, and becomes a plain indexed MP4 when it is closed
            options.put(
                    "movflags",
                    isSeekable
                            ? "+hybrid_fragmented+frag_custom+default_base_moof"
                            : "+frag_custom+delay_moov+default_base_moof+skip_trailer");
            options.put("use_editlist", "1"); // sound and picture may start at different times
            options.put("video_track_timescale", "90000");
        } else if (!isSeekable) {
            options.put("live", "1");
        }
        if (!containerName.equals("mp4")) {
            options.put("cluster_time_limit", "5000"); // we cut earlier
            options.put("write_crc32", "0");
        }
        return options;
    }
}
