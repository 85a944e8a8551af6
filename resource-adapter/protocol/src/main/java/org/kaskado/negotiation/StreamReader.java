package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.sdp.Attributes;
import org.kaskado.session.Msid;
import org.kaskado.session.StreamConfig;

/** Reads announced streams: {@code a=ssrc}, {@code a=ssrc-group} (RFC 5576), {@code a=msid} (RFC 8830). */
final class StreamReader {
    /** More than any encoder makes; a cap on what a peer can grow. */
    private static final int MAX_SSRCS = 64;

    private final String label;
    private final Attributes attributes;
    private final Faults faults;
    private final Map<Long, String> cnames = new LinkedHashMap<>();
    private final Set<String> tracks = new LinkedHashSet<>();
    private final Map<Long, Long> rtx = new LinkedHashMap<>();
    private final Map<Long, Long> fec = new LinkedHashMap<>();
    private List<Long> layers = List.of();

    StreamReader(String label, Attributes attributes, Faults faults) {
        this.label = label;
        this.attributes = attributes;
        this.faults = faults;
        attributes.all("ssrc").forEach(this::ssrc);
        attributes.all("ssrc-group").forEach(this::group);
        if (tracks.size() > 1) {
            faults.add(
                    NegotiationError.Reason.PLAN_B,
                    label + " carries " + tracks.size()
                            + " tracks by a=ssrc msid lines (plan B); expected one m-section for"
                            + " each track (unified plan, RFC 9429)");
        }
    }

    List<StreamConfig> streams() {
        Set<Long> secondary = new HashSet<>(rtx.values());
        secondary.addAll(fec.values());
        Set<Long> primary = new LinkedHashSet<>(layers);
        primary.addAll(cnames.keySet());
        List<StreamConfig> streams = new ArrayList<>();
        for (long ssrc : primary) {
            if (!secondary.contains(ssrc)) {
                streams.add(new StreamConfig(
                        ssrc,
                        rtx.getOrDefault(ssrc, StreamConfig.NONE),
                        fec.getOrDefault(ssrc, StreamConfig.NONE),
                        cnames.getOrDefault(ssrc, "")));
            }
        }
        return streams;
    }

    /** Whether the streams are layers of one picture. */
    boolean isSimulcast() {
        return layers.size() > 1;
    }

    @Nullable
    Msid msid() {
        String text = attributes
                .first("msid")
                .orElse(tracks.isEmpty() ? "" : tracks.iterator().next());
        if (text.isBlank()) {
            return null;
        }
        String[] words = text.strip().split(" +", 2);
        return new Msid(words[0], words.length > 1 ? words[1] : "");
    }

    private void ssrc(String value) {
        String[] words = value.split(" ", 2);
        if (!Texts.isNumber(words[0], 0, 0xFFFF_FFFFL)) {
            faults.malformed(label + " says a=ssrc:" + Texts.shown(value) + ", expected a number up to 4294967295");
            return;
        }
        long ssrc = Long.parseLong(words[0]);
        if (!cnames.containsKey(ssrc) && cnames.size() == MAX_SSRCS) {
            faults.malformed(label + " announces more than " + MAX_SSRCS + " SSRCs");
            return;
        }
        cnames.putIfAbsent(ssrc, "");
        if (words.length > 1 && words[1].startsWith("cname:")) {
            cnames.put(ssrc, words[1].substring("cname:".length()));
        } else if (words.length > 1 && words[1].startsWith("msid:")) {
            tracks.add(words[1].substring("msid:".length()));
        }
    }

    private void group(String value) {
        String[] words = value.strip().split(" +", -1);
        List<Long> ssrcs = new ArrayList<>();
        for (int i = 1; i < Math.min(words.length, MAX_SSRCS); i++) {
            if (!Texts.isNumber(words[i], 0, 0xFFFF_FFFFL)) {
                faults.malformed(
                        label + " says a=ssrc-group:" + Texts.shown(value) + ", expected SSRCs behind the name");
                return;
            }
            ssrcs.add(Long.parseLong(words[i]));
        }
        if (words[0].equals("SIM")) {
            layers = ssrcs;
        } else if (ssrcs.size() >= 2 && words[0].equals("FID")) {
            rtx.put(ssrcs.get(0), ssrcs.get(1));
        } else if (ssrcs.size() >= 2 && (words[0].equals("FEC-FR") || words[0].equals("FEC"))) {
            fec.put(ssrcs.get(0), ssrcs.get(1));
        }
    }
}
