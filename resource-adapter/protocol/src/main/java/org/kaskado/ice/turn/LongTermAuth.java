package org.kaskado.ice.turn;

import org.jspecify.annotations.Nullable;
import org.kaskado.stun.StunAttribute;
import org.kaskado.stun.StunKey;
import org.kaskado.stun.StunMessage;
import org.kaskado.stun.StunWriter;

/** Credentials with the realm and nonce that the server gave (RFC 8489 §9.2). */
final class LongTermAuth {
    private static final int MAX_TEXT_BYTES = 763;

    private final String username;
    private final String password;
    private @Nullable Challenge challenge;

    private record Challenge(String realm, byte[] nonce, StunKey key) {}

    LongTermAuth(String username, String password) {
        this.username = username;
        this.password = password;
    }

    /** Whether requests are signed by now. */
    boolean hasKey() {
        return challenge != null;
    }

    /** Takes realm and nonce of a 401 or 438; false when they are missing. */
    boolean learn(StunMessage response) {
        String realm = response.text(StunAttribute.REALM);
        byte[] nonce = response.bytes(StunAttribute.NONCE);
        Challenge old = challenge;
        if (realm == null && old != null) {
            realm = old.realm();
        }
        if (realm == null || nonce == null || nonce.length > MAX_TEXT_BYTES || realm.length() > MAX_TEXT_BYTES) {
            return false;
        }
        challenge = new Challenge(realm, nonce, StunKey.longTerm(username, realm, password));
        return true;
    }

    byte[] sign(StunWriter writer) {
        Challenge known = challenge;
        if (known == null) {
            return writer.fingerprint();
        }
        return writer.addText(StunAttribute.USERNAME, username)
                .addText(StunAttribute.REALM, known.realm())
                .add(StunAttribute.NONCE, known.nonce())
                .sign(known.key());
    }

    boolean isFromServer(StunMessage message) {
        Challenge known = challenge;
        return known != null && message.isSignedWith(known.key());
    }
}
