package org.kaskado.transport.udp;

import org.kaskado.net.FiveTuple;
import org.kaskado.net.PacketBuffer;
import org.kaskado.runtime.MediaLoop;

/** A session that gets datagrams. */
public interface DatagramReceiver {
    /** The loop that owns the session. */
    MediaLoop loop();

    /**
     * A datagram came; on the session's loop. The packet is borrowed: share it to keep it.
     *
     * @param path the way it came
     */
    void onDatagram(long nowNs, FiveTuple path, PacketBuffer packet);
}
