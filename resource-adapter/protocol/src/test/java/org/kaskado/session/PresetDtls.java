package org.kaskado.session;

import java.util.Random;
import org.kaskado.dtls.DtlsAgreement;
import org.kaskado.dtls.DtlsClose;
import org.kaskado.dtls.DtlsOutput;
import org.kaskado.dtls.DtlsRole;
import org.kaskado.dtls.DtlsState;
import org.kaskado.dtls.DtlsTransport;
import org.kaskado.dtls.SrtpKeys;
import org.kaskado.dtls.SrtpProfile;
import org.kaskado.net.Drop;
import org.kaskado.net.PacketBuffer;

/** A handshake that is done as soon as there is a path, with keys from a seed that both sides know. */
final class PresetDtls implements DtlsTransport {
    private final DtlsRole role;
    private final byte[] material = new byte[SrtpProfile.AEAD_AES_128_GCM.materialBytes()];
    private DtlsState state = DtlsState.NEW;

    PresetDtls(DtlsRole role, long seed) {
        this.role = role;
        new Random(seed).nextBytes(material);
    }

    @Override
    public DtlsState state() {
        return state;
    }

    @Override
    public void start(long nowNs, DtlsOutput out) {
        if (state == DtlsState.NEW) {
            state = DtlsState.CONNECTED;
            SrtpKeys keys = SrtpKeys.split(SrtpProfile.AEAD_AES_128_GCM, material, role);
            out.connected(new DtlsAgreement("DTLS 1.2", "preset", new byte[0], keys));
        }
    }

    @Override
    public Drop onDatagram(long nowNs, PacketBuffer in, DtlsOutput out) {
        return Drop.NOT_WANTED;
    }

    @Override
    public void onTime(long nowNs, DtlsOutput out) {
        // nothing is ever due
    }

    @Override
    public long deadlineNs() {
        return Long.MAX_VALUE;
    }

    @Override
    public Drop send(byte[] data, int offset, int length, DtlsOutput out) {
        return Drop.NOT_WANTED;
    }

    @Override
    public void close(long nowNs, DtlsOutput out) {
        if (!state.isFinal()) {
            state = DtlsState.CLOSED;
            out.closed(DtlsClose.CLOSED_HERE, "closed");
        }
    }
}
