package org.kaskado.web.demo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.KaskadoException;

/**
 * Where somebody is in a call.
 *
 * @param watched whose camera is wanted, or null for the own place
 */
record CallPlace(String room, String name, @Nullable String watched) {
    private static final int NOT_FOUND = 404;
    private static final String WORD = "([A-Za-z0-9_-]{1,32})";
    private static final Pattern FORM = Pattern.compile(WORD + "/" + WORD + "(?:/" + WORD + ")?");

    /** Reads a content id; fails with 404 and the form that is expected. */
    static CallPlace of(@Nullable String contentId) {
        Matcher matcher = FORM.matcher(contentId == null ? "" : contentId);
        if (!matcher.matches()) {
            throw new KaskadoException(
                    "the content id is '" + contentId + "'; expected is <room>/<name> or <room>/<name>/<watched name>, "
                            + "each of 1 to 32 letters, digits, '_' or '-'",
                    NOT_FOUND);
        }
        return new CallPlace(matcher.group(1), matcher.group(2), matcher.group(3));
    }
}
