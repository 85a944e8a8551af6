package org.kaskado.negotiation;

import java.util.List;
import org.kaskado.session.Direction;

/**
 * What we do with one kind of media.
 *
 * @param wanted direction of an m-section that the peer begins
 * @param codecs in our order of preference; empty: such sections are refused
 * @param extensions URIs of header extensions, in the order to offer them
 * @param takesSimulcast whether offered simulcast streams are accepted
 * @param maxReceiveBps limit to state to the peer ({@code b=AS}), bit/s; 0: none
 */
public record MediaCapability(
        Direction wanted,
        List<CodecCapability> codecs,
        List<String> extensions,
        boolean takesSimulcast,
        long maxReceiveBps) {
    public static final MediaCapability NONE = new MediaCapability(Direction.INACTIVE, List.of(), List.of(), false, 0);

    public MediaCapability {
        codecs = List.copyOf(codecs);
        extensions = List.copyOf(extensions);
        if (maxReceiveBps < 0) {
            throw new IllegalArgumentException("maxReceiveBps must not be negative: " + maxReceiveBps);
        }
    }

    public MediaCapability withWanted(Direction direction) {
        return new MediaCapability(direction, codecs, extensions, takesSimulcast, maxReceiveBps);
    }

    public MediaCapability withMaxReceiveBps(long bps) {
        return new MediaCapability(wanted, codecs, extensions, takesSimulcast, bps);
    }

    public MediaCapability withCodecs(List<CodecCapability> newCodecs) {
        return new MediaCapability(wanted, newCodecs, extensions, takesSimulcast, maxReceiveBps);
    }
}
