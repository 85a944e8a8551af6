package org.kaskado.dtls;

import java.util.Arrays;

/**
 * Master keys and salts of both directions, in the arrays they were split into; not copied, never printed.
 *
 * @param profile what they are for
 * @param localKey protects what we send
 * @param localSalt belongs to {@code localKey}
 * @param remoteKey unprotects what the peer sends
 * @param remoteSalt belongs to {@code remoteKey}
 */
public record SrtpKeys(SrtpProfile profile, byte[] localKey, byte[] localSalt, byte[] remoteKey, byte[] remoteSalt) {

    /**
     * RFC 5764 §4.2: client key, server key, client salt, server salt, in this order.
     *
     * @param material {@link SrtpProfile#materialBytes} exported bytes
     * @param localRole which of the two we are
     */
    public static SrtpKeys split(SrtpProfile profile, byte[] material, DtlsRole localRole) {
        if (material.length != profile.materialBytes()) {
            throw new IllegalArgumentException(
                    profile + " takes " + profile.materialBytes() + " bytes of key material, not " + material.length);
        }
        int key = profile.keyBytes();
        int salt = profile.saltBytes();
        byte[] clientKey = Arrays.copyOfRange(material, 0, key);
        byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
        byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
        byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * (key + salt));
        return localRole == DtlsRole.CLIENT
                ? new SrtpKeys(profile, clientKey, clientSalt, serverKey, serverSalt)
                : new SrtpKeys(profile, serverKey, serverSalt, clientKey, clientSalt);
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }
}
