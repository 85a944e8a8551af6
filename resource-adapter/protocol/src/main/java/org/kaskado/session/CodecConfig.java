package org.kaskado.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One payload type and what it means (RFC 8866 §6.6, §6.15; RFC 4585 §4.2).
 *
 * @param payloadType 0 to 127
 * @param name encoding name as written, as {@code VP8}, {@code opus}, {@code rtx}; compared without case
 * @param clockRateHz RTP clock
 * @param channels audio channels; 1 when not said, and for video
 * @param parameters {@code a=fmtp}, in order, names in lower case; a part without {@code =} (RED's {@code 111/111},
 *     the {@code 0-16} of telephone-event) is a name with an empty value
 * @param feedback {@code a=rtcp-fb} values, as {@code nack pli}
 */
public record CodecConfig(
        int payloadType,
        String name,
        int clockRateHz,
        int channels,
        Map<String, String> parameters,
        List<String> feedback) {
    /** What a codec is for. */
    public enum Role {
        MEDIA,
        /** Retransmissions (RFC 4588) of {@link #associatedPayloadType}. */
        RTX,
        /** Redundancy (RFC 2198). */
        RED,
        /** Parity packets (RFC 5109, RFC 8627). */
        FEC,
        /** Key presses (RFC 4733). */
        TELEPHONE_EVENT,
        /** RFC 3389. */
        COMFORT_NOISE
    }

    private static final int MAX_DIGITS = 9;

    public CodecConfig {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        feedback = List.copyOf(feedback);
        if (payloadType < 0 || payloadType > 127) {
            throw new IllegalArgumentException("payloadType must be 0 to 127, not " + payloadType);
        }
    }

    public boolean is(String codecName) {
        return name.equalsIgnoreCase(codecName);
    }

    public Role role() {
        if (is("rtx")) {
            return Role.RTX;
        }
        if (is("red")) {
            return Role.RED;
        }
        if (is("ulpfec") || is("flexfec-03") || is("flexfec")) {
            return Role.FEC;
        }
        if (is("telephone-event")) {
            return Role.TELEPHONE_EVENT;
        }
        return is("CN") ? Role.COMFORT_NOISE : Role.MEDIA;
    }

    /** The payload type that an RTX codec retransmits ({@code apt}), or -1. */
    public int associatedPayloadType() {
        return role() == Role.RTX ? number("apt", -1) : -1;
    }

    /** The parameter's value, or {@code otherwise}. */
    public String parameter(String parameterName, String otherwise) {
        return parameters.getOrDefault(parameterName, otherwise);
    }

    /** The parameter as a number, or {@code otherwise} when it is missing or no number. */
    public int number(String parameterName, int otherwise) {
        String value = parameters.getOrDefault(parameterName, "");
        boolean isNumber = !value.isEmpty() && value.length() <= MAX_DIGITS;
        for (int i = 0; i < value.length() && isNumber; i++) {
            isNumber = value.charAt(i) >= '0' && value.charAt(i) <= '9';
        }
        return isNumber ? Integer.parseInt(value) : otherwise;
    }

    public boolean hasFeedback(String kind) {
        return feedback.contains(kind);
    }

    /** The value of {@code a=fmtp} behind the payload type; empty without parameters. */
    public String fmtp() {
        return parameters.entrySet().stream()
                .map(entry -> entry.getValue().isEmpty() ? entry.getKey() : entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(";"));
    }

    public CodecConfig withParameters(Map<String, String> newParameters) {
        return new CodecConfig(payloadType, name, clockRateHz, channels, newParameters, feedback);
    }

    public CodecConfig withFeedback(List<String> newFeedback) {
        return new CodecConfig(payloadType, name, clockRateHz, channels, parameters, newFeedback);
    }

    public CodecConfig withPayloadType(int newPayloadType) {
        return new CodecConfig(newPayloadType, name, clockRateHz, channels, parameters, feedback);
    }
}
