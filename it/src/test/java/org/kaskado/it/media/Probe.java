package org.kaskado.it.media;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What ffprobe says of a file. */
public record Probe(String format, double durationSeconds, List<Track> tracks) {
    /** One track: kind is {@code video} or {@code audio}; sizes are 0 for sound. */
    public record Track(
            String kind, String codec, int width, int height, int channels, double startSeconds, long packets) {}

    /** Reads every packet, so that the counts and a damaged end are seen. */
    public static Probe of(Path file) {
        String json = Command.run(List.of(
                "ffprobe",
                "-v",
                "error",
                "-count_packets",
                "-show_format",
                "-show_streams",
                "-of",
                "json",
                file.toString()));
        JsonObject all = Json.createReader(new StringReader(json.substring(json.indexOf('{'))))
                .readObject();
        JsonObject format = all.getJsonObject("format");
        List<Track> tracks = all.getJsonArray("streams").getValuesAs(JsonObject.class).stream()
                .map(Probe::track)
                .toList();
        double duration = number(format.getString("duration", "N/A"));
        return new Probe(format.getString("format_name"), duration > 0 ? duration : lastTimeSeconds(file), tracks);
    }

    /** Live streams name no duration: the end of their last packet. */
    private static double lastTimeSeconds(Path file) {
        return Command.run(List.of(
                        "ffprobe",
                        "-v",
                        "error",
                        "-show_entries",
                        "packet=pts_time",
                        "-of",
                        "csv=p=0",
                        file.toString()))
                .lines()
                .map(line -> line.replace(",", ""))
                .filter(line -> line.matches("[0-9.]+"))
                .mapToDouble(Double::parseDouble)
                .max()
                .orElse(0);
    }

    private static Track track(JsonObject stream) {
        return new Track(
                stream.getString("codec_type"),
                stream.getString("codec_name", "?"),
                stream.getInt("width", 0),
                stream.getInt("height", 0),
                stream.getInt("channels", 0),
                number(stream.getString("start_time", "0")),
                Long.parseLong(stream.getString("nb_read_packets", "0")));
    }

    private static double number(String text) {
        return text.equals("N/A") ? 0 : Double.parseDouble(text);
    }

    public Optional<Track> video() {
        return tracks.stream().filter(track -> track.kind().equals("video")).findFirst();
    }

    public Optional<Track> audio() {
        return tracks.stream().filter(track -> track.kind().equals("audio")).findFirst();
    }
}
