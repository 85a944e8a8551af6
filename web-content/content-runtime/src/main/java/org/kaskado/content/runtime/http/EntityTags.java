package org.kaskado.content.runtime.http;

/** Entity tags (RFC 9110 §8.8.3) in lists as {@code If-Match} and {@code If-None-Match} carry them. */
final class EntityTags {
    private static final String WEAK = "W/";

    private EntityTags() {}

    /** §13.1.1: true when the list is {@code *} or holds the tag by strong comparison. */
    static boolean matchesStrongly(String list, String tag) {
        return matches(list, tag, true);
    }

    /** §13.1.2: true when the list is {@code *} or holds the tag by weak comparison. */
    static boolean matchesWeakly(String list, String tag) {
        return matches(list, tag, false);
    }

    private static boolean matches(String list, String tag, boolean strong) {
        if (list.strip().equals("*")) {
            return true;
        }
        int at = 0;
        while (at < list.length()) {
            int open = list.indexOf('"', at);
            int close = open < 0 ? -1 : list.indexOf('"', open + 1);
            if (close < 0) {
                return false;
            }
            boolean weak = open >= WEAK.length() && list.startsWith(WEAK, open - WEAK.length());
            if (same(list.substring(open, close + 1), weak, tag, strong)) {
                return true;
            }
            at = close + 1;
        }
        return false;
    }

    private static boolean same(String opaque, boolean weak, String tag, boolean strong) {
        boolean tagIsWeak = tag.startsWith(WEAK);
        String tagOpaque = tagIsWeak ? tag.substring(WEAK.length()) : tag;
        return opaque.equals(tagOpaque) && !(strong && (weak || tagIsWeak));
    }
}
