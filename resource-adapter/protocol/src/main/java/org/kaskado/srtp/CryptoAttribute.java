package org.kaskado.srtp;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key in a session description: the value of {@code a=crypto} (RFC 4568 §9).
 *
 * <pre>
 * 1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20
 * tag suite                 inline:base64 of key and salt         |lifetime  |MKI:length   session parameters
 * </pre>
 *
 * <p>A lifetime is read and not printed: ours are as long as the suite allows. Several keys, an MKI, and session parameters
 * that change the packets ({@code KDR} other than 0, {@code UNENCRYPTED_SRTP} and the like) are refused.
 *
 * @param tag chooses one of several lines, 0 to 999999999
 * @param key master key, of the suite's length
 * @param salt master salt, of the suite's length
 */
public record CryptoAttribute(int tag, SrtpSuite suite, byte[] key, byte[] salt) {
    private static final int MAX_CHARACTERS = 1000;
    private static final int SHOWN_CHARACTERS = 40;
    private static final int MAX_TAG = 999_999_999;
    private static final Pattern LINE = Pattern.compile("([0-9]{1,9}) +([A-Za-z0-9_]+) +(\\S+)((?: +\\S+)*) *");
    private static final Pattern LIFETIME = Pattern.compile("2\\^[0-9]{1,2}|[0-9]{1,15}");
    private static final Pattern HARMLESS_PARAMETER = Pattern.compile("KDR=0|WSH=[0-9]{1,9}");
    private static final String INLINE = "inline:";

    public CryptoAttribute {
        if (tag < 0 || tag > MAX_TAG) {
            throw new IllegalArgumentException("crypto tag " + tag + " is not in 0.." + MAX_TAG);
        }
        if (key.length != suite.keyBytes() || salt.length != suite.saltBytes()) {
            throw new IllegalArgumentException(suite.sdesName() + " takes " + suite.keyBytes() + " bytes of key and "
                    + suite.saltBytes() + " of salt, not " + key.length + " and " + salt.length);
        }
        key = key.clone();
        salt = salt.clone();
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    /**
     * Reads the value of an {@code a=crypto} line.
     *
     * @throws IllegalArgumentException saying what is wrong or not supported; it does not repeat the key
     */
    public static CryptoAttribute parse(String value) {
        Matcher line = LINE.matcher(value);
        if (value.length() > MAX_CHARACTERS || !line.matches()) {
            throw new IllegalArgumentException("a=crypto is not '<tag> <suite> inline:<key>'");
        }
        SrtpSuite suite = SrtpSuite.ofSdesName(line.group(2));
        if (suite == null) {
            throw new IllegalArgumentException("a=crypto has the unknown suite " + shortened(line.group(2)));
        }
        checkSessionParameters(line.group(4));
        byte[] material = material(suite, line.group(3));
        byte[] key = new byte[suite.keyBytes()];
        byte[] salt = new byte[suite.saltBytes()];
        System.arraycopy(material, 0, key, 0, key.length);
        System.arraycopy(material, key.length, salt, 0, salt.length);
        return new CryptoAttribute(Integer.parseInt(line.group(1)), suite, key, salt);
    }

    /** As the value of an {@code a=crypto} line; it holds the key. */
    public String print() {
        byte[] material = new byte[key.length + salt.length];
        System.arraycopy(key, 0, material, 0, key.length);
        System.arraycopy(salt, 0, material, key.length, salt.length);
        return tag + " " + suite.sdesName() + " " + INLINE + Base64.getEncoder().encodeToString(material);
    }

    @Override
    public String toString() {
        return "CryptoAttribute[" + tag + " " + suite.sdesName() + "]";
    }

    private static byte[] material(SrtpSuite suite, String keys) {
        if (!keys.startsWith(INLINE)) {
            throw new IllegalArgumentException("a=crypto has a key method other than inline");
        }
        if (keys.indexOf(';') >= 0) {
            throw new IllegalArgumentException("a=crypto has several keys; one is supported");
        }
        String[] parts = keys.substring(INLINE.length()).split("\\|", -1);
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].indexOf(':') >= 0) {
                throw new IllegalArgumentException("a=crypto has an MKI, which is not supported");
            }
            if (i > 1 || !LIFETIME.matcher(parts[i]).matches()) {
                throw new IllegalArgumentException("a=crypto has the lifetime '" + shortened(parts[i])
                        + "', which is neither a number nor a power as 2^48");
            }
        }
        return decode(suite, parts[0]);
    }

    private static byte[] decode(SrtpSuite suite, String base64) {
        byte[] material;
        try {
            material = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a=crypto has a key that is not base64", e);
        }
        int expected = suite.keyBytes() + suite.saltBytes();
        if (material.length != expected) {
            throw new IllegalArgumentException("a=crypto has " + material.length + " bytes of key and salt, "
                    + suite.sdesName() + " takes " + expected);
        }
        return material;
    }

    private static void checkSessionParameters(String parameters) {
        for (String each : parameters.strip().split(" +")) {
            if (!each.isEmpty() && !HARMLESS_PARAMETER.matcher(each).matches()) {
                throw new IllegalArgumentException(
                        "a=crypto has the session parameter '" + shortened(each) + "', which is not supported");
            }
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
