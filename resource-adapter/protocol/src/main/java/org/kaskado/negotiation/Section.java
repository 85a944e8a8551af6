package org.kaskado.negotiation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kaskado.frame.MediaKind;
import org.kaskado.session.CodecConfig;
import org.kaskado.session.CryptoConfig;
import org.kaskado.session.Direction;
import org.kaskado.session.DtlsSetup;
import org.kaskado.session.ExtensionMap;
import org.kaskado.session.Fingerprint;
import org.kaskado.session.IceParameters;
import org.kaskado.session.Msid;
import org.kaskado.session.RtpAddress;
import org.kaskado.session.SimulcastConfig;
import org.kaskado.session.StreamConfig;

/**
 * One m-section of one description, understood. Directions are those of the side that wrote it.
 *
 * @param index place in the description
 * @param mid name, made up when {@code isMidGiven} is false
 * @param isMidGiven whether the description says it
 * @param kind null for media we know nothing about
 * @param line words of the m-line
 * @param direction what its side wants to do
 * @param rejection why it carries nothing, as a sentence; empty when it does
 * @param transport how its packets travel
 * @param media what they carry
 * @param data SCTP facts; null unless {@code kind} is data
 */
record Section(
        int index,
        String mid,
        boolean isMidGiven,
        @Nullable MediaKind kind,
        MLine line,
        Direction direction,
        String rejection,
        Transport transport,
        Media media,
        @Nullable Data data) {

    /** Words of the m-line but the port. */
    record MLine(String media, String protocol, List<String> formats) {
        boolean isSctp() {
            return protocol.endsWith("SCTP");
        }
    }

    /** Facts of ICE and DTLS, or of plain RTP. */
    record Transport(
            @Nullable IceParameters ice,
            List<Fingerprint> fingerprints,
            @Nullable DtlsSetup setup,
            boolean isMuxed,
            @Nullable RtpAddress address,
            List<CryptoConfig> crypto) {
        static final Transport NONE = new Transport(null, List.of(), null, false, null, List.of());

        /** RFC 3264 §8.4: an address of zeros is the old way to say hold. */
        boolean isHeld() {
            return address != null && address.address().isAnyLocalAddress();
        }

        Transport withIce(IceParameters newIce) {
            return new Transport(newIce, fingerprints, setup, isMuxed, address, crypto);
        }
    }

    /** Facts of audio and video. */
    record Media(
            List<CodecConfig> codecs,
            ExtensionMap extensions,
            List<StreamConfig> streams,
            boolean isSsrcSimulcast,
            @Nullable Msid msid,
            SimulcastConfig sendSimulcast,
            SimulcastConfig receiveSimulcast,
            boolean isReducedSize,
            long bandwidthBps,
            int ptimeMs) {
        static final Media NONE = new Media(
                List.of(),
                ExtensionMap.EMPTY,
                List.of(),
                false,
                null,
                SimulcastConfig.NONE,
                SimulcastConfig.NONE,
                false,
                0,
                0);
    }

    /** Facts of data channels; the old form is RFC 8841's draft with {@code a=sctpmap}. */
    record Data(int port, long maxMessageBytes, boolean isOldForm) {}

    boolean isRejected() {
        return !rejection.isEmpty();
    }

    /** For messages: {@code m-section 1 (video, mid "1")}. */
    String label() {
        return "m-section " + index + " (" + Texts.shown(line.media()) + (isMidGiven ? ", mid \"" + mid + "\"" : "")
                + ")";
    }

    /** This section, refused for a reason. */
    Section rejected(String why) {
        return new Section(
                index, mid, isMidGiven, kind, line, Direction.INACTIVE, why, Transport.NONE, Media.NONE, null);
    }

    Section withTransport(Transport newTransport) {
        return new Section(index, mid, isMidGiven, kind, line, direction, rejection, newTransport, media, data);
    }
}
