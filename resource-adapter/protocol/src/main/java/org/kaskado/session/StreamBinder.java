package org.kaskado.session;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.kaskado.net.PacketBuffer;
import org.kaskado.rtp.ExtensionValues;
import org.kaskado.rtp.HeaderExtension;
import org.kaskado.rtp.HeaderExtensions;
import org.kaskado.rtp.RtpHeader;

/** Finds out which track and encoding an SSRC belongs to, by its first packet (RFC 9143 §9.2, RFC 8852 §3). */
final class StreamBinder {
    private StreamBinder() {}

    /**
     * Where an SSRC belongs.
     *
     * @param isRtx whether it carries retransmissions of that encoding
     */
    record Place(ReceiveTrack track, int encoding, boolean isRtx) {}

    /** By MID and RID, else by an announced SSRC, else by a payload type that only one track has; null: nowhere. */
    static @Nullable Place find(Collection<ReceiveTrack> tracks, PacketBuffer packet) {
        long ssrc = RtpHeader.ssrc(packet.array(), packet.offset());
        int payloadType = RtpHeader.payloadType(packet.array(), packet.offset());
        ReceiveTrack named = byMid(tracks, packet);
        if (named != null) {
            return inTrack(named, packet, ssrc, payloadType);
        }
        for (ReceiveTrack track : tracks) {
            Place announced = announced(track, ssrc);
            if (announced != null) {
                return announced;
            }
        }
        ReceiveTrack only = byPayloadType(tracks, payloadType);
        return only == null ? null : inTrack(only, packet, ssrc, payloadType);
    }

    private static @Nullable ReceiveTrack byMid(Collection<ReceiveTrack> tracks, PacketBuffer packet) {
        for (ReceiveTrack track : tracks) {
            String mid = text(packet, track, HeaderExtension.MID);
            if (track.mid().equals(mid)) {
                return track;
            }
        }
        return null;
    }

    private static @Nullable ReceiveTrack byPayloadType(Collection<ReceiveTrack> tracks, int payloadType) {
        ReceiveTrack found = null;
        for (ReceiveTrack track : tracks) {
            if (track.codec(payloadType) != null) {
                if (found != null) {
                    return null;
                }
                found = track;
            }
        }
        return found;
    }

    private static @Nullable Place announced(ReceiveTrack track, long ssrc) {
        int encoding = 0;
        for (StreamConfig stream : track.flow().streams()) {
            if (stream.ssrc() == ssrc || (stream.hasRtx() && stream.rtxSsrc() == ssrc)) {
                return new Place(track, track.flow().isSsrcSimulcast() ? encoding : 0, stream.ssrc() != ssrc);
            }
            encoding++;
        }
        return null;
    }

    private static @Nullable Place inTrack(ReceiveTrack track, PacketBuffer packet, long ssrc, int payloadType) {
        Place announced = announced(track, ssrc);
        if (announced != null) {
            return announced;
        }
        CodecConfig codec = track.codec(payloadType);
        if (codec == null) {
            return null;
        }
        boolean isRtx = codec.role() == CodecConfig.Role.RTX;
        String rid = text(packet, track, isRtx ? HeaderExtension.RRID : HeaderExtension.RID);
        if (rid == null) {
            return track.encodings() == 1 ? new Place(track, 0, isRtx) : null;
        }
        int encoding = track.encodingOfRid(rid);
        return encoding < 0 ? null : new Place(track, encoding, isRtx);
    }

    private static @Nullable String text(PacketBuffer packet, ReceiveTrack track, HeaderExtension extension) {
        int at = HeaderExtensions.find(packet.array(), packet.offset(), track.extensions(), extension);
        return at == HeaderExtensions.ABSENT
                ? null
                : ExtensionValues.text(
                        packet.array(), at, HeaderExtensions.lengthAt(packet.array(), packet.offset(), at));
    }
}
