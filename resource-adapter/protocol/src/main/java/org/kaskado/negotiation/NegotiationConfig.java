package org.kaskado.negotiation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;

/**
 * What stays the same for the life of a negotiator.
 *
 * @param identity names in our descriptions
 * @param transport how packets travel
 * @param audio what we do with sound
 * @param video what we do with pictures
 * @param data data channels, or null to refuse them
 * @param prefersOwnOrder whether an answer lists codecs in our order; else in the offer's, as Kurento does
 */
public record NegotiationConfig(
        Identity identity,
        TransportMode transport,
        MediaCapability audio,
        MediaCapability video,
        @Nullable DataCapability data,
        boolean prefersOwnOrder) {
    /**
     * Names in our descriptions.
     *
     * @param sessionId random number of {@code o=}, not negative (RFC 9429 §5.2.1)
     * @param sessionName {@code s=}; not empty
     * @param cname canonical name of all our streams, unique per session (RFC 7022)
     * @param stream media stream id of our tracks ({@code a=msid})
     */
    public record Identity(long sessionId, String sessionName, String cname, String stream) {
        public Identity {
            if (sessionId < 0) {
                throw new IllegalArgumentException("sessionId must not be negative: " + sessionId);
            }
            requireWord(cname, "cname");
            requireWord(stream, "stream");
            if (sessionName.isEmpty() || sessionName.indexOf('\n') >= 0 || sessionName.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("sessionName must be one line of text");
            }
        }

        private static void requireWord(String text, String what) {
            if (!text.matches("[!-~]{1,64}")) {
                throw new IllegalArgumentException(what + " must be 1 to 64 visible characters, not \"" + text + "\"");
            }
        }
    }

    public NegotiationConfig {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(transport, "transport");
    }

    MediaCapability capability(MediaKind kind) {
        return switch (kind) {
            case AUDIO -> audio;
            case VIDEO -> video;
            case DATA -> MediaCapability.NONE;
        };
    }
}
