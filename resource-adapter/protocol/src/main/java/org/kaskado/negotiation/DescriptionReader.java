package org.kaskado.negotiation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kaskado.sdp.SdpOutcome;
import org.kaskado.sdp.SessionDescription;

/** From text to {@link Description}. */
final class DescriptionReader {
    private DescriptionReader() {}

    /** @param what "offer" or "answer", for messages */
    static Outcome<Description> read(String text, String what, boolean isWebRtc) {
        SdpOutcome parsed = SessionDescription.parse(text);
        if (!parsed.isOk()) {
            return Outcome.failed(
                    NegotiationError.Reason.MALFORMED,
                    "the " + what + " is no session description: "
                            + parsed.error().message());
        }
        SessionDescription session = parsed.description();
        Faults faults = new Faults();
        if (session.media().isEmpty()) {
            faults.malformed("the " + what + " has no m-line, expected at least one");
        }
        List<Section> sections = new ArrayList<>();
        Set<String> mids = new HashSet<>();
        for (int i = 0; i < session.media().size(); i++) {
            Section section = new SectionReader(session, i, faults).read(isWebRtc);
            if (!mids.add(section.mid())) {
                faults.malformed("the " + what + " uses mid \"" + Texts.shown(section.mid()) + "\" for two m-sections");
            }
            sections.add(section);
        }
        List<List<String>> bundles = bundles(session, what, mids, faults);
        boolean isMixed = session.attributes().has("extmap-allow-mixed");
        return faults.outcome(new Description(sections, bundles, isMixed));
    }

    private static List<List<String>> bundles(
            SessionDescription session, String what, Set<String> mids, Faults faults) {
        List<List<String>> bundles = new ArrayList<>();
        Set<String> bundled = new HashSet<>();
        for (String group : session.attributes().all("group")) {
            List<String> words = List.of(group.strip().split(" +", -1));
            if (!words.get(0).equals("BUNDLE") || words.size() == 1) {
                continue;
            }
            List<String> members = words.subList(1, words.size());
            for (String mid : members) {
                if (!mids.contains(mid)) {
                    faults.mismatch("the " + what + " bundles mid \"" + Texts.shown(mid)
                            + "\", expected the mid of one of its m-sections");
                } else if (!bundled.add(mid)) {
                    faults.mismatch("the " + what + " bundles mid \"" + Texts.shown(mid) + "\" twice");
                }
            }
            bundles.add(members);
        }
        return bundles;
    }
}
