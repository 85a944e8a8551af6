package org.kaskado.payload;

import org.kaskado.net.Drop;

/**
 * Makes one key press of the many packets that report it (RFC 4733 §2.5.2): all packets of an event carry its first
 * timestamp, the last ones come three times.
 */
public final class TelephoneEventReceiver {
    /** What was pressed. */
    public interface Output {
        /** An event began; its duration is not known yet. */
        void began(TelephoneEvent event);

        /** The event ended; given once. */
        void ended(TelephoneEvent event);
    }

    private boolean hasEvent;
    private boolean isEnded;
    private long timestamp;
    private int event;

    /** Takes one payload of the packet with this RTP timestamp (32 bits, unsigned). */
    public Drop onPayload(long rtpTimestamp, byte[] data, int offset, int length, Output out) {
        if (length < TelephoneEvent.BYTES) {
            return Drop.MALFORMED;
        }
        TelephoneEvent report = TelephoneEvent.parse(data, offset);
        boolean isSame = hasEvent && rtpTimestamp == timestamp && report.event() == event;
        if (hasEvent && !isSame && (int) (rtpTimestamp - timestamp) < 0) {
            return Drop.LATE;
        }
        if (!isSame) {
            hasEvent = true;
            isEnded = false;
            timestamp = rtpTimestamp;
            event = report.event();
            out.began(report);
        }
        if (report.isEnd() && !isEnded) {
            isEnded = true;
            out.ended(report);
        }
        return Drop.NONE;
    }
}
