package org.kaskado.pipeline;

import org.kaskado.frame.Caps;

/**
 * How one sink pad gets its frames.
 *
 * @param origin the pad that really gives them, behind all elements that only forward
 * @param offered caps of the origin
 * @param chosen what the sink gets
 * @param conversion what lies between
 */
public record PlannedInput(SinkPad sink, SourcePad origin, Caps offered, Caps chosen, Conversion conversion) {
    /** Whether packets go to the sink as they are received, and no frames. */
    public boolean isPacketLink() {
        return conversion == Conversion.NONE && origin.packets() != null && sink.taker() != null;
    }

    /** What the agnostic adaptor puts between a source and a sink. */
    public enum Conversion {
        NONE(false, false),
        DECODE(true, false),
        ENCODE(false, true),
        TRANSCODE(true, true);

        private final boolean isDecoding;
        private final boolean isEncoding;

        Conversion(boolean isDecoding, boolean isEncoding) {
            this.isDecoding = isDecoding;
            this.isEncoding = isEncoding;
        }

        public boolean isDecoding() {
            return isDecoding;
        }

        public boolean isEncoding() {
            return isEncoding;
        }

        static Conversion between(Caps offered, Caps chosen) {
            if (isSatisfied(chosen, offered)) {
                return NONE;
            }
            if (chosen.isRaw()) {
                return DECODE;
            }
            return offered.isRaw() ? ENCODE : TRANSCODE;
        }

        /** Equal codec, and nothing that the wanted caps name differs from what is known of the offered ones. */
        private static boolean isSatisfied(Caps wanted, Caps offered) {
            return wanted.codec().equals(offered.codec())
                    && fits(wanted.width(), offered.width())
                    && fits(wanted.height(), offered.height())
                    && fits(wanted.sampleRateHz(), offered.sampleRateHz())
                    && fits(wanted.channels(), offered.channels());
        }

        private static boolean fits(int wanted, int offered) {
            return wanted == 0 || offered == 0 || wanted == offered;
        }
    }
}
