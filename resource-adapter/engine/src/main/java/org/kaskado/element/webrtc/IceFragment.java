package org.kaskado.element.webrtc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.session.IceParameters;

/**
 * An SDP fragment of trickle ICE (RFC 8840 §9): credentials and candidates, for the one bundled transport.
 *
 * @param ufrag null when the fragment names none
 * @param pwd belongs to {@code ufrag}
 * @param candidates values of {@code a=candidate}, at most {@link #MAX_CANDIDATES}
 * @param isComplete whether {@code a=end-of-candidates} was said
 */
record IceFragment(@Nullable String ufrag, @Nullable String pwd, List<String> candidates, boolean isComplete) {
    static final int MAX_CANDIDATES = 64;

    private static final int MAX_CHARS = 64 << 10;

    static IceFragment parse(String text) {
        if (text.length() > MAX_CHARS) {
            throw wrong("it is longer than " + MAX_CHARS + " characters");
        }
        String ufrag = null;
        String pwd = null;
        List<String> candidates = new ArrayList<>();
        boolean isComplete = false;
        for (String line : text.split("\r?\n")) {
            if (line.startsWith("a=ice-ufrag:") && ufrag == null) {
                ufrag = line.substring("a=ice-ufrag:".length()).strip();
            } else if (line.startsWith("a=ice-pwd:") && pwd == null) {
                pwd = line.substring("a=ice-pwd:".length()).strip();
            } else if (line.startsWith("a=candidate:")) {
                candidates.add(line.substring("a=".length()));
            } else if (line.strip().equals("a=end-of-candidates")) {
                isComplete = true;
            } else if (!line.isBlank() && !line.matches("[a-z]=.*")) {
                throw wrong("'" + line.substring(0, Math.min(40, line.length())) + "' is no line of a description");
            }
        }
        if (candidates.size() > MAX_CANDIDATES) {
            throw wrong("it has " + candidates.size() + " candidates, more than " + MAX_CANDIDATES);
        }
        if ((ufrag == null) != (pwd == null)) {
            throw wrong("a=ice-ufrag and a=ice-pwd come together or not at all");
        }
        return new IceFragment(ufrag, pwd, List.copyOf(candidates), isComplete);
    }

    /** Our side as a fragment. */
    static String write(IceParameters ours, String mid) {
        StringBuilder text = new StringBuilder();
        text.append("a=ice-ufrag:").append(ours.ufrag()).append("\r\n");
        text.append("a=ice-pwd:").append(ours.pwd()).append("\r\n");
        text.append("m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n")
                .append("a=mid:")
                .append(mid)
                .append("\r\n");
        ours.candidates()
                .forEach(candidate ->
                        text.append("a=candidate:").append(candidate).append("\r\n"));
        return text.append("a=end-of-candidates\r\n").toString();
    }

    /** Whether these are other credentials than the ones in use. */
    boolean restarts(@Nullable String presentUfrag) {
        return ufrag != null && !ufrag.equals(presentUfrag);
    }

    private static MediaException wrong(String why) {
        return new MediaException(MediaErrorCode.SDP_PARSE_ERROR, "the SDP fragment cannot be read: " + why);
    }
}
