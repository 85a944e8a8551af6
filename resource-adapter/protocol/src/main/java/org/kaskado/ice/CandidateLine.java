package org.kaskado.ice;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.TransportProtocol;

/**
 * What came of reading a peer's candidate (RFC 8839 §5.1, RFC 6544 §4.5): a candidate, or a sentence that says what is wrong.
 *
 * <pre>
 * candidate:foundation component transport priority address port typ type [raddr x rport y] [tcptype z] [name value]*
 * </pre>
 *
 * @param candidate null when the line cannot be used
 * @param error empty when it can
 */
public record CandidateLine(@Nullable Candidate candidate, String error) {
    private static final int MAX_CHARS = 1024;
    private static final int MAX_EXTENSIONS = 16;
    private static final int MAX_HOST_CHARS = 255;
    private static final int FIXED_WORDS = 8;
    private static final long MAX_PRIORITY = 0xFFFF_FFFFL;
    private static final int MAX_SHOWN = 40;

    private static CandidateLine wrong(String error) {
        return new CandidateLine(null, error);
    }

    /** Reads a line with or without {@code a=} and {@code candidate:}. */
    public static CandidateLine parse(String line) {
        if (line.length() > MAX_CHARS) {
            return wrong("a candidate of " + line.length() + " characters is longer than " + MAX_CHARS);
        }
        String text = line.strip();
        text = text.startsWith("a=") ? text.substring(2) : text;
        text = text.startsWith("candidate:") ? text.substring("candidate:".length()) : text;
        String[] words = text.strip().split("\\s+");
        if (words.length < FIXED_WORDS) {
            return wrong("a candidate has foundation, component, transport, priority, address, port, 'typ' and type; "
                    + "there are only " + words.length + " words in " + shown(text));
        }
        if (!words[6].equals("typ")) {
            return wrong("the seventh word of a candidate is 'typ', not " + shown(words[6]));
        }
        String error = checkFixed(words);
        return error == null ? assemble(words) : wrong(error);
    }

    private static @Nullable String checkFixed(String[] words) {
        if (words[0].length() > 32 || !words[0].matches("[A-Za-z0-9+/]+")) {
            return "a foundation is 1 to 32 letters, digits, '+' or '/', not " + shown(words[0]);
        }
        if (number(words[1], 256) < 1) {
            return "a component is 1 to 256, not " + shown(words[1]);
        }
        if (protocol(words[2]) == null) {
            return "the transport " + shown(words[2]) + " is not supported: udp and tcp are";
        }
        if (number(words[3], MAX_PRIORITY) < 0) {
            return "a priority is 0 to " + MAX_PRIORITY + ", not " + shown(words[3]);
        }
        if (IpLiteral.parse(words[4]) == null && !isName(words[4])) {
            return shown(words[4]) + " is neither an address nor a name";
        }
        if (number(words[5], 65535) < 0) {
            return "a port is 0 to 65535, not " + shown(words[5]);
        }
        return CandidateType.ofWord(words[7]) == null
                ? "the type " + shown(words[7]) + " is not supported: host, srflx, prflx and relay are"
                : null;
    }

    private static CandidateLine assemble(String[] words) {
        Attributes rest = new Attributes();
        String error = rest.read(words);
        TransportProtocol protocol = protocol(words[2]);
        CandidateType type = CandidateType.ofWord(words[7]);
        if (error == null && protocol == TransportProtocol.TCP && rest.tcpType == null) {
            error = "a tcp candidate needs 'tcptype' active, passive or so";
        }
        if (error != null || protocol == null || type == null) {
            return wrong(error == null ? "" : error);
        }
        InetAddress address = IpLiteral.parse(words[4]);
        return new CandidateLine(
                new Candidate(
                        words[0],
                        (int) number(words[1], 256),
                        protocol,
                        number(words[3], MAX_PRIORITY),
                        address == null ? words[4] : IpLiteral.print(address),
                        address,
                        (int) number(words[5], 65535),
                        type,
                        rest.relatedHost,
                        rest.relatedHost == null ? 0 : rest.relatedPort,
                        protocol == TransportProtocol.TCP ? rest.tcpType : null,
                        rest.extensions),
                "");
    }

    /** The name and value pairs behind the type. */
    private static final class Attributes {
        private final List<Candidate.Extension> extensions = new ArrayList<>();
        private @Nullable String relatedHost;
        private int relatedPort;
        private @Nullable TcpType tcpType;

        private @Nullable String read(String[] words) {
            for (int i = FIXED_WORDS; i + 1 < words.length; i += 2) {
                String error = take(words[i], words[i + 1]);
                if (error != null) {
                    return error;
                }
            }
            return null;
        }

        private @Nullable String take(String name, String value) {
            switch (name) {
                case "raddr" -> relatedHost = isName(value) || IpLiteral.parse(value) != null ? value : null;
                case "rport" -> relatedPort = (int) Math.max(0, number(value, 65535));
                case "tcptype" -> {
                    tcpType = TcpType.ofWord(value);
                    if (tcpType == null) {
                        return "a tcptype is active, passive or so, not " + shown(value);
                    }
                }
                default -> {
                    if (extensions.size() == MAX_EXTENSIONS) {
                        return "a candidate with more than " + MAX_EXTENSIONS + " extensions is refused";
                    }
                    extensions.add(new Candidate.Extension(name, value));
                }
            }
            return null;
        }
    }

    private static @Nullable TransportProtocol protocol(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "udp" -> TransportProtocol.UDP;
            case "tcp" -> TransportProtocol.TCP;
            default -> null;
        };
    }

    private static boolean isName(String word) {
        return word.length() <= MAX_HOST_CHARS
                && word.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?")
                && !word.matches("[0-9.]+");
    }

    private static long number(String word, long max) {
        if (!word.matches("[0-9]{1,10}")) {
            return -1;
        }
        long value = Long.parseLong(word);
        return value <= max ? value : -1;
    }

    /** A peer's text in a sentence of ours: short, without control characters. */
    private static String shown(String text) {
        String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
        return "'" + cut.replaceAll("[^\\x20-\\x7E…]", "?") + "'";
    }
}
