package org.kaskado.payload;

/** Reads {@link PayloadFacts} of a format; no state, no allocation. */
public interface PayloadPeek {
    /** False when the slice is no payload of the format; the facts then say nothing. */
    boolean peek(byte[] data, int offset, int length, PayloadFacts into);

    /** For a codec. Audio packets all start a key frame; their marker means something else. AV1 says more by its {@link DependencyDescriptor}. */
    static PayloadPeek of(PayloadCodec codec) {
        return switch (codec) {
            case VP8 -> Vp8Descriptor::peek;
            case VP9 -> Vp9Descriptor::peek;
            case H264 -> H264Nal::peek;
            case H265 -> H265Nal::peek;
            case AV1 -> Av1Obu::peek;
            case OPUS, PCMU, PCMA, G722, TELEPHONE_EVENT -> PayloadPeek::peekAudio;
        };
    }

    private static boolean peekAudio(byte[] data, int offset, int length, PayloadFacts into) {
        into.clear();
        into.startsFrame = true;
        into.startsKeyFrame = true;
        return length > 0 && offset <= data.length - length;
    }
}
