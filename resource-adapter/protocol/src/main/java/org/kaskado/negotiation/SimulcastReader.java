package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kaskado.sdp.Attributes;
import org.kaskado.session.RidConfig;
import org.kaskado.session.SimulcastConfig;

/** Reads {@code a=rid} (RFC 8851) and {@code a=simulcast} (RFC 8853). */
final class SimulcastReader {
    private static final int MAX_RIDS = 16;

    private final Map<String, RidConfig> sendRids = new LinkedHashMap<>();
    private final Map<String, RidConfig> receiveRids = new LinkedHashMap<>();
    private final String simulcast;

    SimulcastReader(Attributes attributes) {
        attributes.all("rid").forEach(this::rid);
        simulcast = attributes.first("simulcast").orElse("").strip();
    }

    SimulcastConfig send() {
        return streams("send", sendRids);
    }

    SimulcastConfig receive() {
        return streams("recv", receiveRids);
    }

    private void rid(String value) {
        String[] words = value.strip().split(" +", 3);
        boolean isGood = words.length >= 2 && words[0].matches("[A-Za-z0-9_-]{1,16}");
        if (!isGood || sendRids.size() + receiveRids.size() == MAX_RIDS) {
            return;
        }
        List<Integer> types = new ArrayList<>();
        Map<String, String> restrictions = new LinkedHashMap<>();
        for (String part : words.length > 2 ? words[2].split(";", -1) : new String[0]) {
            String[] pair = part.strip().split("=", 2);
            if (pair[0].equals("pt") && pair.length == 2) {
                for (String type : pair[1].split(",", -1)) {
                    Texts.number(type)
                            .filter(number -> number <= 127)
                            .ifPresent(number -> types.add(number.intValue()));
                }
            } else if (!pair[0].isEmpty()) {
                restrictions.put(pair[0], pair.length == 2 ? pair[1] : "");
            }
        }
        RidConfig rid = new RidConfig(words[0], false, types, restrictions);
        if (words[1].equals("send")) {
            sendRids.put(rid.id(), rid);
        } else if (words[1].equals("recv")) {
            receiveRids.put(rid.id(), rid);
        }
    }

    /** RFC 8853 §5.2: a RID that no {@code a=rid} of that direction describes is passed over. */
    private SimulcastConfig streams(String direction, Map<String, RidConfig> known) {
        String[] words = simulcast.split(" +", -1);
        List<List<RidConfig>> streams = new ArrayList<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (!words[i].equals(direction)) {
                continue;
            }
            for (String alternatives : words[i + 1].split(";", -1)) {
                List<RidConfig> choices = new ArrayList<>();
                for (String name : alternatives.split(",", -1)) {
                    boolean isPaused = name.startsWith("~");
                    RidConfig rid = known.get(isPaused ? name.substring(1) : name);
                    if (rid != null) {
                        choices.add(new RidConfig(rid.id(), isPaused, rid.payloadTypes(), rid.restrictions()));
                    }
                }
                if (!choices.isEmpty()) {
                    streams.add(choices);
                }
            }
        }
        return new SimulcastConfig(streams);
    }
}
