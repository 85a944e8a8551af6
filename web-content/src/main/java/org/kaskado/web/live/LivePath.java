package org.kaskado.web.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path below {@code /live} names: {@code /<room>/whip}, {@code /<room>/whep}, or a session of one of them.
 *
 * @param room 1 to 64 letters, digits, {@code . _ -}
 * @param sessionId of a session, or null for the place where sessions are made
 */
record LivePath(String room, LiveRole role, @Nullable String sessionId) {
    static final String ALLOWED =
            "/live/<room>/whip or /live/<room>/whep, where <room> has 1 to 64 letters, digits, '.', '_' or '-'";

    private static final Pattern FORM =
            Pattern.compile("/([A-Za-z0-9._-]{1,64})/(whip|whep)(?:/([A-Za-z0-9_-]{1,64}))?");

    /** Reads a path info; empty when it names nothing of ours. */
    static Optional<LivePath> of(@Nullable String pathInfo) {
        Matcher matcher = FORM.matcher(pathInfo == null ? "" : pathInfo);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        LiveRole role = matcher.group(2).equals(LiveRole.PUBLISHER.pathPart()) ? LiveRole.PUBLISHER : LiveRole.VIEWER;
        return Optional.of(new LivePath(matcher.group(1), role, matcher.group(3)));
    }
}
