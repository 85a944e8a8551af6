package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.sdp.Bandwidth;
import org.kaskado.sdp.MediaDescription;
import org.kaskado.sdp.SessionDescription;
import org.kaskado.session.DataConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.ExtensionConfig;
import org.kaskado.session.ExtensionMap;

/** Reads one m-section. */
final class SectionReader {
    private static final int MAX_EXTENSIONS = 64;
    private static final String MIXED = "extmap-allow-mixed";

    private final SessionDescription session;
    private final MediaDescription media;
    private final int index;
    private final Faults faults;

    SectionReader(SessionDescription session, int index, Faults faults) {
        this.session = session;
        this.media = session.media().get(index);
        this.index = index;
        this.faults = faults;
    }

    /** @param isWebRtc how to read transport facts */
    Section read(boolean isWebRtc) {
        Optional<String> mid = media.attributes().first("mid");
        Section bare = new Section(
                index,
                mid.orElse("m" + index),
                mid.isPresent(),
                kind(),
                new Section.MLine(media.media(), media.protocol(), media.formats()),
                direction(),
                "",
                Section.Transport.NONE,
                Section.Media.NONE,
                null);
        if (mid.isPresent() && !mid.get().matches("[!#-'*+.0-9A-Z^-~-]{1,64}")) {
            faults.malformed("m-section " + index + " says a=mid:" + Texts.shown(mid.get())
                    + ", expected a token of at most 64 characters");
        }
        if (media.port() == 0 && !media.attributes().has("bundle-only")) {
            return bare.rejected("the peer refuses " + bare.label() + " (port 0)");
        }
        TransportReader reader = new TransportReader(session, media, bare.label(), faults);
        Section.Transport transport = isWebRtc ? reader.webRtc() : reader.plain();
        boolean isRtp = bare.kind() == MediaKind.AUDIO || bare.kind() == MediaKind.VIDEO;
        return new Section(
                index,
                bare.mid(),
                bare.isMidGiven(),
                bare.kind(),
                bare.line(),
                bare.direction(),
                "",
                transport,
                isRtp ? media(bare.label()) : Section.Media.NONE,
                bare.kind() == MediaKind.DATA ? data(bare.label()) : null);
    }

    private @Nullable MediaKind kind() {
        return switch (media.media()) {
            case "audio" -> MediaKind.AUDIO;
            case "video" -> MediaKind.VIDEO;
            case "application" -> media.protocol().endsWith("SCTP") ? MediaKind.DATA : null;
            default -> null;
        };
    }

    private Direction direction() {
        for (Direction direction : Direction.values()) {
            if (media.attributes().has(direction.sdpName())) {
                return direction;
            }
        }
        for (Direction direction : Direction.values()) {
            if (session.attributes().has(direction.sdpName())) {
                return direction;
            }
        }
        return Direction.SENDRECV;
    }

    private Section.Media media(String label) {
        StreamReader streams = new StreamReader(label, media.attributes(), faults);
        SimulcastReader simulcast = new SimulcastReader(media.attributes());
        return new Section.Media(
                new CodecReader(label, faults).read(media),
                extensions(label),
                streams.streams(),
                streams.isSimulcast(),
                streams.msid(),
                simulcast.send(),
                simulcast.receive(),
                media.attributes().has("rtcp-rsize"),
                bandwidthBps(),
                ptimeMs());
    }

    private ExtensionMap extensions(String label) {
        List<String> lines = new ArrayList<>(session.attributes().all("extmap"));
        lines.addAll(media.attributes().all("extmap"));
        Map<Integer, String> byId = new HashMap<>();
        List<ExtensionConfig> entries = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split(" +", -1);
            String[] head = words[0].split("/", 2);
            Optional<Direction> direction =
                    head.length == 1 ? Optional.of(Direction.SENDRECV) : Direction.named(head[1]);
            if (words.length < 2 || !Texts.isNumber(head[0], 1, 65_535) || direction.isEmpty()) {
                faults.malformed(label + " says a=extmap:" + Texts.shown(line) + ", expected <id>[/<direction>] <uri>");
                continue;
            }
            int id = Integer.parseInt(head[0]);
            String earlier = byId.putIfAbsent(id, words[1]);
            if (earlier != null && !earlier.equals(words[1])) {
                faults.malformed(label + " gives header extension id " + id + " to both " + Texts.shown(earlier)
                        + " and " + Texts.shown(words[1]));
            } else if (earlier == null && isUsable(id) && entries.size() < MAX_EXTENSIONS) {
                entries.add(new ExtensionConfig(id, words[1], direction.get()));
            }
        }
        boolean isMixed = media.attributes().has(MIXED) || session.attributes().has(MIXED);
        return new ExtensionMap(entries, isMixed);
    }

    /** RFC 8285 §4.3: 15 is reserved; from 4096 on ids are only proposals (§7). */
    private static boolean isUsable(int id) {
        return id != 15 && id <= 255;
    }

    private long bandwidthBps() {
        long applicationBps = 0;
        for (Bandwidth bandwidth : media.bandwidths()) {
            if (bandwidth.type().equals("TIAS")) {
                return bandwidth.value();
            }
            if (bandwidth.type().equals("AS")) {
                applicationBps = Math.min(bandwidth.value(), Long.MAX_VALUE / 1000) * 1000;
            }
        }
        return applicationBps;
    }

    private int ptimeMs() {
        String text = media.attributes().first("ptime").orElse("").strip();
        return Texts.isNumber(text, 1, 1000) ? Integer.parseInt(text) : 0;
    }

    private Section.Data data(String label) {
        long maxBytes = number("max-message-size", DataConfig.DEFAULT_MAX_MESSAGE_BYTES);
        String oldPort = media.formats().get(0);
        boolean isOldForm = Texts.isNumber(oldPort, 1, 65_535);
        long port = isOldForm ? Long.parseLong(oldPort) : number("sctp-port", 0);
        if (port < 1 || port > 65_535) {
            faults.malformed(label + " has SCTP port " + port + ", expected a=sctp-port from 1 to 65535");
            port = 1;
        }
        return new Section.Data((int) port, maxBytes, isOldForm);
    }

    private long number(String name, long otherwise) {
        return media.attributes()
                .first(name)
                .map(String::strip)
                .flatMap(Texts::number)
                .orElse(otherwise);
    }
}
