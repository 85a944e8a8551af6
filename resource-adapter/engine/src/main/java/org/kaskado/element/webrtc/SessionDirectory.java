package org.kaskado.element.webrtc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kaskado.stun.StunPeek;
import org.kaskado.transport.udp.DatagramReceiver;
import org.kaskado.transport.udp.UnknownSenders;

/** Sessions by their ICE user name fragment: how the first datagram of a new address finds its session. Safe for any thread. */
public final class SessionDirectory implements UnknownSenders {
    private final Map<String, DatagramReceiver> byUfrag = new ConcurrentHashMap<>();

    /** Nobody is known yet. */
    public SessionDirectory() {}

    @Override
    public @Nullable DatagramReceiver find(byte[] data, int offset, int length) {
        String ufrag = StunPeek.localUfrag(data, offset, length);
        return ufrag == null ? null : byUfrag.get(ufrag);
    }

    /** ICE user name fragments that are routed. */
    public int size() {
        return byUfrag.size();
    }

    void add(String ufrag, DatagramReceiver session) {
        byUfrag.put(ufrag, session);
    }

    void remove(String ufrag, DatagramReceiver session) {
        byUfrag.remove(ufrag, session);
    }
}
