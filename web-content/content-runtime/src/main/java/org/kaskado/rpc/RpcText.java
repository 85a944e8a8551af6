package org.kaskado.rpc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Finds the encoding of JSON text by its first bytes (RFC 4627 §3, and byte order marks) and decodes it strictly. */
final class RpcText {
    private RpcText() {}

    /**
     * Decodes.
     *
     * @throws CharacterCodingException when the bytes are no text in the encoding that their start shows
     */
    static String decode(byte[] bytes) throws CharacterCodingException {
        Charset charset = sniff(bytes);
        String text = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    static Charset sniff(byte[] bytes) {
        int first = at(bytes, 0);
        int second = at(bytes, 1);
        int third = at(bytes, 2);
        int fourth = at(bytes, 3);
        boolean startsBigEndian = first == 0 || (first == 0xFE && second == 0xFF);
        boolean startsLittleEndian = second == 0 || (first == 0xFF && second == 0xFE);
        if (first == 0 && second == 0 && (third == 0 || third == 0xFE)) {
            return Charset.forName("UTF-32BE");
        }
        if (startsLittleEndian && third == 0 && fourth == 0) {
            return Charset.forName("UTF-32LE");
        }
        if (startsBigEndian) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsLittleEndian) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xFF : -1;
    }
}
