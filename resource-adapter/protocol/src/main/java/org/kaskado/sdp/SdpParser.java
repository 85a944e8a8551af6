package org.kaskado.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text, line by line, each character once. Takes CRLF or LF; blank lines only at the end. The order of
 * {@code v o s} at the front is required (RFC 8866 §5); other lines may come in any order within their section, as real
 * implementations do not all keep it.
 */
final class SdpParser {
    private static final String SESSION_LINES = "one of i= u= e= p= c= b= t= r= z= k= a= m=";
    private static final String MEDIA_LINES = "one of i= c= b= k= a= m=";

    private final String text;
    private final SdpLimits limits;
    private int position;
    private int lineNumber;
    private char type;
    private String value = "";
    private @Nullable SdpError error;

    private @Nullable Connection connection;
    private List<Bandwidth> bandwidths = new ArrayList<>();
    private List<Line> others = new ArrayList<>();
    private List<Attribute> attributes = new ArrayList<>();
    private final List<MediaDescription> media = new ArrayList<>();
    private @Nullable MediaLine open;

    SdpParser(String text, SdpLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    SdpOutcome parse() {
        if (text.length() > limits.maxChars()) {
            String found = text.length() + " characters";
            return SdpOutcome.failed(new SdpError(0, found, "at most " + limits.maxChars()));
        }
        if (text.isBlank()) {
            return SdpOutcome.failed(new SdpError(0, "", "a session description beginning with v=0"));
        }
        Origin origin = head();
        if (origin == null) {
            return failed();
        }
        String name = value;
        SessionDescription session = null;
        while (error == null && next()) {
            if (type == 'm') {
                session = session == null ? closeSession(origin, name) : closeMedia(session);
                open = error == null ? mediaLine() : null;
            } else {
                body();
            }
        }
        if (error != null) {
            return failed();
        }
        session = session == null ? closeSession(origin, name) : closeMedia(session);
        return SdpOutcome.of(new SessionDescription(
                session.origin(),
                session.name(),
                session.connection(),
                session.bandwidths(),
                session.others(),
                session.attributes(),
                media));
    }

    /** The lines v, o and s. */
    private @Nullable Origin head() {
        if (!next() || type != 'v' || !value.equals("0")) {
            refuse("v=0");
            return null;
        }
        if (!next() || type != 'o') {
            refuse("o=<username> <sess-id> <sess-version> IN <addrtype> <address>");
            return null;
        }
        Origin origin = origin();
        if (origin == null || !next() || type != 's') {
            refuse("s=<session name>");
            return null;
        }
        return origin;
    }

    private @Nullable Origin origin() {
        String[] words = words();
        boolean isGood = words.length == 6
                && isNumber(words[1])
                && isNumber(words[2])
                && words[3].equals("IN")
                && isAddressType(words[4]);
        if (!isGood) {
            refuse("o=<username> <digits> <digits> IN IP4|IP6 <address>");
            return null;
        }
        return new Origin(words[0], words[1], words[2], new Connection(words[4], words[5]));
    }

    private void body() {
        switch (type) {
            case 'a' -> attribute();
            case 'b' -> bandwidth();
            case 'c' -> connection();
            default -> {
                String allowed = open == null ? "iueptrzk" : "ik";
                if (allowed.indexOf(type) < 0) {
                    refuse(open == null ? SESSION_LINES : MEDIA_LINES);
                } else if (others.size() == limits.maxAttributes()) {
                    refuse("at most " + limits.maxAttributes() + " such lines");
                } else {
                    others.add(new Line(type, value));
                }
            }
        }
    }

    private void attribute() {
        int colon = value.indexOf(':');
        String name = colon < 0 ? value : value.substring(0, colon);
        if (!isToken(name)) {
            refuse("a=<name> or a=<name>:<value>, the name a token");
        } else if (attributes.size() == limits.maxAttributes()) {
            refuse("at most " + limits.maxAttributes() + " attributes in one section");
        } else {
            attributes.add(new Attribute(name, colon < 0 ? "" : value.substring(colon + 1)));
        }
    }

    private void bandwidth() {
        int colon = value.indexOf(':');
        boolean isGood = colon > 0
                && isToken(value.substring(0, colon))
                && value.substring(colon + 1).matches("[0-9]{1,18}");
        if (!isGood || bandwidths.size() == limits.maxAttributes()) {
            refuse("b=<type>:<number>, at most " + limits.maxAttributes() + " of them");
        } else {
            bandwidths.add(
                    new Bandwidth(value.substring(0, colon), Long.parseLong(value, colon + 1, value.length(), 10)));
        }
    }

    private void connection() {
        String[] words = words();
        if (words.length != 3 || !words[0].equals("IN") || !isAddressType(words[1])) {
            refuse("c=IN IP4|IP6 <address>");
        } else if (connection == null) {
            connection = new Connection(words[1], words[2]);
        }
    }

    private @Nullable MediaLine mediaLine() {
        String[] words = words();
        String[] ports = words.length < 4 ? new String[0] : words[1].split("/", -1);
        boolean isGood = words.length >= 4 && isToken(words[0]) && ports.length <= 2 && isPort(ports[0]);
        if (!isGood || (ports.length == 2 && !isPort(ports[1]))) {
            refuse("m=<media> <port 0 to 65535> <proto> <format> …");
            return null;
        }
        if (media.size() == limits.maxMedia()) {
            refuse("at most " + limits.maxMedia() + " m-lines");
            return null;
        }
        int count = ports.length == 2 ? Integer.parseInt(ports[1]) : 1;
        return new MediaLine(
                words[0],
                Integer.parseInt(ports[0]),
                count,
                words[2],
                List.of(words).subList(3, words.length));
    }

    private SessionDescription closeSession(Origin origin, String name) {
        SessionDescription session = new SessionDescription(
                origin, name, connection, bandwidths, others, new Attributes(attributes), List.of());
        forget();
        return session;
    }

    private SessionDescription closeMedia(SessionDescription session) {
        MediaLine line = open;
        if (line != null) {
            media.add(new MediaDescription(
                    line.media,
                    line.port,
                    line.portCount,
                    line.protocol,
                    line.formats,
                    connection,
                    bandwidths,
                    others,
                    new Attributes(attributes)));
        }
        forget();
        return session;
    }

    private void forget() {
        connection = null;
        bandwidths = new ArrayList<>();
        others = new ArrayList<>();
        attributes = new ArrayList<>();
    }

    /** Steps to the next line; false at the end or when it is no line. */
    private boolean next() {
        if (position >= text.length()) {
            type = ' ';
            value = "";
            return false;
        }
        int end = text.indexOf('\n', position);
        int stop = end < 0 ? text.length() : end;
        int contentEnd = stop > position && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
        String line = text.substring(position, contentEnd);
        position = end < 0 ? text.length() : end + 1;
        lineNumber++;
        if (line.isEmpty() && isBlankFrom(position)) {
            position = text.length();
            return next();
        }
        return split(line);
    }

    private boolean split(String line) {
        boolean isLine = line.length() >= 2 && line.charAt(1) == '=';
        type = isLine ? line.charAt(0) : ' ';
        value = isLine ? line.substring(2) : line;
        if (line.length() > limits.maxLineChars()) {
            refuse("a line of at most " + limits.maxLineChars() + " characters");
        } else if (!isLine) {
            refuse("a letter, an equals sign and a value");
        } else if (line.indexOf('\0') >= 0 || line.indexOf('\r') >= 0) {
            refuse("a line without NUL and CR inside");
        }
        return error == null;
    }

    private boolean isBlankFrom(int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) != '\r' && text.charAt(i) != '\n') {
                return false;
            }
        }
        return true;
    }

    private String[] words() {
        return value.strip().split(" +", -1);
    }

    private void refuse(String allowed) {
        if (error == null) {
            error = new SdpError(lineNumber, type == ' ' ? value : type + "=" + value, allowed);
        }
    }

    private SdpOutcome failed() {
        SdpError found = error;
        return SdpOutcome.failed(found == null ? new SdpError(lineNumber, value, "v=0") : found);
    }

    private static boolean isNumber(String word) {
        boolean isNumber = !word.isEmpty() && word.length() <= 20;
        for (int i = 0; i < word.length() && isNumber; i++) {
            isNumber = word.charAt(i) >= '0' && word.charAt(i) <= '9';
        }
        return isNumber;
    }

    private static boolean isPort(String word) {
        return isNumber(word) && word.length() <= 5 && Integer.parseInt(word) <= 65_535;
    }

    private static boolean isAddressType(String word) {
        return word.equals("IP4") || word.equals("IP6");
    }

    /** RFC 8866 §9, token-char. */
    private static boolean isToken(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c <= ' ' || c >= 0x7F || "\"(),/:;<=>?@[\\]".indexOf(c) >= 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private record MediaLine(String media, int port, int portCount, String protocol, List<String> formats) {}
}
