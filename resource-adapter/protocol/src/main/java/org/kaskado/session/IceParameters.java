package org.kaskado.session;

import java.util.List;

/**
 * One side's ICE facts as a description carries them (RFC 8839).
 *
 * @param ufrag user name fragment, 4 to 256 characters
 * @param pwd password, 22 to 256 characters
 * @param isLite whether this side is ICE-lite
 * @param options values of {@code a=ice-options}, such as {@code trickle} or {@code renomination}
 * @param candidates values of {@code a=candidate} without the attribute's name, as {@code 1 1 UDP 2130706431 …}
 * @param isComplete whether {@code a=end-of-candidates} was said (RFC 8838 §14)
 */
public record IceParameters(
        String ufrag, String pwd, boolean isLite, List<String> options, List<String> candidates, boolean isComplete) {
    public static final String TRICKLE = "trickle";

    public IceParameters {
        options = List.copyOf(options);
        candidates = List.copyOf(candidates);
    }

    /** Credentials of a full agent that trickles and has no candidate yet. */
    public static IceParameters trickling(String ufrag, String pwd) {
        return new IceParameters(ufrag, pwd, false, List.of(TRICKLE), List.of(), false);
    }

    public boolean trickles() {
        return options.contains(TRICKLE);
    }

    /** Whether these are other credentials: RFC 8839 §4.4.1.1.1, an ICE restart. */
    public boolean restarts(IceParameters earlier) {
        return !ufrag.equals(earlier.ufrag) || !pwd.equals(earlier.pwd);
    }
}
