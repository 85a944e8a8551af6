package org.kaskado.element.rtp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.negotiation.SdesSuite;

/**
 * The constructor's {@code crypto}: what SRTP is demanded, and our master key. Without it a peer that offers keys gets keys
 * too, and one that offers none talks in the clear.
 *
 * @param suite demanded suite, null for none
 * @param inlineKey our key and salt as Base64, null to draw one for each section
 */
record SdesKeys(@Nullable SdesSuite suite, @Nullable String inlineKey) {
    /** What SRTP can do here, preferred first. */
    static final List<SdesSuite> SUITES = List.of(
            SdesSuite.AES_CM_128_HMAC_SHA1_80,
            SdesSuite.AEAD_AES_128_GCM,
            SdesSuite.AEAD_AES_256_GCM,
            SdesSuite.AES_CM_128_HMAC_SHA1_32);

    private static final Map<String, SdesSuite> BY_CATALOGUE_NAME = Map.of(
            "AES_128_CM_HMAC_SHA1_80", SdesSuite.AES_CM_128_HMAC_SHA1_80,
            "AES_128_CM_HMAC_SHA1_32", SdesSuite.AES_CM_128_HMAC_SHA1_32);

    /** Reads the register; one of {@code key} and {@code keyBase64} may be there. */
    static SdesKeys of(Map<String, @Nullable Object> crypto) {
        String key = text(crypto, "key");
        String base64 = text(crypto, "keyBase64");
        String name = text(crypto, "crypto");
        if (key.isEmpty() && base64.isEmpty() && name.isEmpty()) {
            return new SdesKeys(null, null);
        }
        SdesSuite suite = name.isEmpty() ? SdesSuite.AES_CM_128_HMAC_SHA1_80 : BY_CATALOGUE_NAME.get(name);
        if (suite == null) {
            throw wrong("crypto.crypto is " + name + ", but this version protects by "
                    + BY_CATALOGUE_NAME.keySet().stream().sorted().toList() + " only");
        }
        if (!key.isEmpty() && !base64.isEmpty()) {
            throw wrong("crypto has both key and keyBase64; give one of them, or none to have a key drawn");
        }
        byte[] bytes = key.isEmpty() ? decoded(base64) : key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != 0 && bytes.length != suite.keyAndSaltBytes()) {
            throw wrong("crypto has " + bytes.length + " bytes of key and salt, but " + suite.sdpName() + " takes "
                    + suite.keyAndSaltBytes());
        }
        return new SdesKeys(
                suite, bytes.length == 0 ? null : Base64.getEncoder().encodeToString(bytes));
    }

    boolean isDemanded() {
        return suite != null;
    }

    /** Our key of a section as Base64. */
    String keyFor(SdesSuite wanted, RandomGenerator random) {
        if (inlineKey != null && wanted == suite) {
            return inlineKey;
        }
        byte[] drawn = new byte[wanted.keyAndSaltBytes()];
        random.nextBytes(drawn);
        String text = Base64.getEncoder().encodeToString(drawn);
        Arrays.fill(drawn, (byte) 0);
        return text;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "SdesKeys[" + suite + "]";
    }

    private static String text(Map<String, @Nullable Object> crypto, String name) {
        return Objects.toString(crypto.get(name), "");
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw wrong("crypto.keyBase64 is no Base64 text");
        }
    }

    private static MediaException wrong(String sentence) {
        return new MediaException(MediaErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR, sentence);
    }
}
