package org.kaskado.web.demo;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.HttpPlayerSession;
import org.kaskado.content.KaskadoException;

/**
 * What a page asks of {@link FilteredPlayer}.
 *
 * @param effect the filter
 * @param clip name of the clip
 * @param format media profile of the answer, WEBM or MP4
 */
record FilterRequest(Effect effect, String clip, String format) {
    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final Set<String> FORMATS = Set.of("WEBM", "MP4");

    /** Reads content id and query; fails with 400 or 404 and a sentence. */
    static FilterRequest of(HttpPlayerSession session) {
        return of(session.getContentId(), session.getHttpServletRequest().getParameter("as"));
    }

    static FilterRequest of(@Nullable String contentId, @Nullable String as) {
        String id = contentId == null ? "" : contentId;
        int slash = id.indexOf('/');
        if (slash < 0) {
            throw new KaskadoException("the content id is '" + id + "'; expected is <effect>/<clip>", NOT_FOUND);
        }
        String format = as == null ? "WEBM" : as.toUpperCase(Locale.ROOT);
        if (!FORMATS.contains(format)) {
            throw new KaskadoException("the parameter 'as' is '" + as + "'; allowed are WEBM and MP4", BAD_REQUEST);
        }
        return new FilterRequest(Effect.named(id.substring(0, slash)), id.substring(slash + 1), format);
    }
}
