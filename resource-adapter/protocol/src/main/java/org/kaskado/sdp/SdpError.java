package org.kaskado.sdp;

/**
 * Why a text is no session description.
 *
 * @param line number of the line, from 1; 0 when the text as a whole is wrong
 * @param found what is there, shortened and printable
 * @param allowed what could be there
 */
public record SdpError(int line, String found, String allowed) {
    private static final int MAX_FOUND = 80;

    public SdpError {
        found = printable(found);
    }

    /** One sentence for people. */
    public String message() {
        return (line > 0 ? "line " + line + ": " : "") + "found " + found + ", expected " + allowed;
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), MAX_FOUND); i++) {
            char c = text.charAt(i);
            shown.append(c < ' ' || c == 0x7F ? '?' : c);
        }
        return shown.append(text.length() > MAX_FOUND ? "…\"" : "\"").toString();
    }
}
