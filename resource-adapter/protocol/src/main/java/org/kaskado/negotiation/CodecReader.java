package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.sdp.MediaDescription;
import org.kaskado.session.CodecConfig;

/** Reads payload types: {@code a=rtpmap}, {@code a=fmtp}, {@code a=rtcp-fb}, static types (RFC 3551 §6). */
final class CodecReader {
    private static final Map<Integer, String> STATIC_TYPES = Map.ofEntries(
            Map.entry(0, "PCMU/8000"),
            Map.entry(3, "GSM/8000"),
            Map.entry(4, "G723/8000"),
            Map.entry(8, "PCMA/8000"),
            Map.entry(9, "G722/8000"),
            Map.entry(13, "CN/8000"),
            Map.entry(14, "MPA/90000"),
            Map.entry(18, "G729/8000"),
            Map.entry(26, "JPEG/90000"),
            Map.entry(32, "MPV/90000"),
            Map.entry(33, "MP2T/90000"),
            Map.entry(34, "H263/90000"));

    private final String label;
    private final Faults faults;
    private final Map<Integer, String> maps = new HashMap<>();
    private final Map<Integer, Map<String, String>> parameters = new HashMap<>();
    private final Map<Integer, Set<String>> feedback = new HashMap<>();
    private final Set<String> feedbackOfAll = new LinkedHashSet<>();

    CodecReader(String label, Faults faults) {
        this.label = label;
        this.faults = faults;
    }

    /** The codecs of the m-line in its order; payload types without a known meaning are left out. */
    List<CodecConfig> read(MediaDescription media) {
        media.attributes().all("rtpmap").forEach(this::rtpmap);
        media.attributes().all("fmtp").forEach(this::fmtp);
        media.attributes().all("rtcp-fb").forEach(this::rtcpFb);
        Set<Integer> types = new LinkedHashSet<>();
        for (String format : media.formats()) {
            int type = payloadType(format);
            if (type < 0) {
                faults.malformed(label + " lists format \"" + format + "\", expected a payload type from 0 to 127");
            } else if (!types.add(type)) {
                faults.malformed(label + " lists payload type " + type + " twice");
            }
        }
        List<CodecConfig> codecs = new ArrayList<>();
        for (int type : types) {
            CodecConfig codec = codec(type);
            if (codec != null) {
                codecs.add(codec);
            }
        }
        return codecs;
    }

    private @Nullable CodecConfig codec(int type) {
        String map = maps.getOrDefault(type, STATIC_TYPES.get(type));
        if (map == null) {
            return null;
        }
        String[] parts = map.split("/", -1);
        boolean isGood = parts.length >= 2
                && parts.length <= 3
                && parts[0].matches("[!-.0-~]{1,40}")
                && Texts.isNumber(parts[1], 1, 10_000_000)
                && (parts.length == 2 || Texts.isNumber(parts[2], 1, 255));
        if (!isGood) {
            faults.malformed(label + " says a=rtpmap:" + type + " " + Texts.shown(map)
                    + ", expected <name>/<clock rate>[/<channels>]");
            return null;
        }
        Set<String> kinds = new LinkedHashSet<>(feedbackOfAll);
        kinds.addAll(feedback.getOrDefault(type, Set.of()));
        return new CodecConfig(
                type,
                parts[0],
                Integer.parseInt(parts[1]),
                parts.length == 2 ? 1 : Integer.parseInt(parts[2]),
                parameters.getOrDefault(type, Map.of()),
                List.copyOf(kinds));
    }

    private void rtpmap(String value) {
        int space = value.indexOf(' ');
        int type = space < 0 ? -1 : payloadType(value.substring(0, space));
        if (type < 0) {
            faults.malformed(
                    label + " says a=rtpmap:" + Texts.shown(value) + ", expected <payload type> <name>/<clock rate>");
            return;
        }
        String map = value.substring(space + 1).strip();
        String earlier = maps.putIfAbsent(type, map);
        if (earlier != null && !earlier.equalsIgnoreCase(map)) {
            faults.malformed(label + " maps payload type " + type + " to both " + Texts.shown(earlier) + " and "
                    + Texts.shown(map));
        }
    }

    private void fmtp(String value) {
        int space = value.indexOf(' ');
        int type = space < 0 ? -1 : payloadType(value.substring(0, space));
        if (type < 0) {
            return;
        }
        Map<String, String> found = parameters.computeIfAbsent(type, t -> new LinkedHashMap<>());
        for (String part : value.substring(space + 1).split(";", -1)) {
            String word = part.strip();
            int equals = word.indexOf('=');
            if (equals > 0) {
                found.put(
                        word.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        word.substring(equals + 1).strip());
            } else if (!word.isEmpty()) {
                found.put(word, "");
            }
        }
    }

    private void rtcpFb(String value) {
        int space = value.indexOf(' ');
        if (space < 0) {
            return;
        }
        String kind = value.substring(space + 1).strip().replaceAll(" +", " ");
        int type = payloadType(value.substring(0, space));
        if (value.startsWith("* ")) {
            feedbackOfAll.add(kind);
        } else if (type >= 0) {
            feedback.computeIfAbsent(type, t -> new LinkedHashSet<>()).add(kind);
        }
    }

    private static int payloadType(String text) {
        return Texts.isNumber(text, 0, 127) ? Integer.parseInt(text) : -1;
    }
}
