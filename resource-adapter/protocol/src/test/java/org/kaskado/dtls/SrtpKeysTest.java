package org.kaskado.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SrtpKeysTest {
    @ParameterizedTest // RFC 5764 §4.2
    @EnumSource(SrtpProfile.class)
    void shouldSplitClientKeyServerKeyClientSaltServerSalt(SrtpProfile profile) {
        byte[] material = new byte[profile.materialBytes()];
        int key = profile.keyBytes();
        Arrays.fill(material, 0, key, (byte) 1);
        Arrays.fill(material, key, 2 * key, (byte) 2);
        Arrays.fill(material, 2 * key, 2 * key + profile.saltBytes(), (byte) 3);
        Arrays.fill(material, 2 * key + profile.saltBytes(), material.length, (byte) 4);

        SrtpKeys client = SrtpKeys.split(profile, material, DtlsRole.CLIENT);
        SrtpKeys server = SrtpKeys.split(profile, material, DtlsRole.SERVER);

        assertThat(client.localKey()).hasSize(key).containsOnly(1);
        assertThat(client.remoteKey()).hasSize(key).containsOnly(2);
        assertThat(client.localSalt()).hasSize(profile.saltBytes()).containsOnly(3);
        assertThat(client.remoteSalt()).hasSize(profile.saltBytes()).containsOnly(4);
        assertThat(server.localKey()).isEqualTo(client.remoteKey());
        assertThat(server.remoteSalt()).isEqualTo(client.localSalt());
        assertThat(client.toString()).isEqualTo("SrtpKeys[" + profile + "]");
    }

    @Test
    void shouldRefuseMaterialOfAnotherLength() {
        assertThatThrownBy(() -> SrtpKeys.split(SrtpProfile.AEAD_AES_128_GCM, new byte[60], DtlsRole.CLIENT))
                .hasMessage("AEAD_AES_128_GCM takes 56 bytes of key material, not 60");
    }

    @Test
    void shouldChooseByOurOrder() {
        assertThat(SrtpProfile.choose(SrtpProfile.PREFERRED, new int[] {0x0001, 0x0005, 0x0007}))
                .isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(SrtpProfile.choose(SrtpProfile.PREFERRED, new int[] {0x0008, 0x0001}))
                .isEqualTo(SrtpProfile.AES_128_CM_HMAC_SHA1_80);
        assertThat(SrtpProfile.choose(List.of(), new int[] {0x0008})).isNull();
        assertThat(SrtpProfile.ofCode(0x0002)).isNull();
        assertThat(SrtpProfile.ofCode(0x0007)).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @Test
    void shouldMoveOnlyForward() {
        assertThat(DtlsState.NEW.mayBecome(DtlsState.CONNECTED)).isFalse();
        assertThat(DtlsState.CONNECTING.mayBecome(DtlsState.CONNECTED)).isTrue();
        assertThat(DtlsState.CONNECTED.mayBecome(DtlsState.CONNECTING)).isFalse();
        for (DtlsState next : DtlsState.values()) {
            assertThat(DtlsState.CLOSED.mayBecome(next)).isFalse();
            assertThat(DtlsState.FAILED.mayBecome(next)).isFalse();
        }
    }
}
