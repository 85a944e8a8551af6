package org.kaskado.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Types of the top-level boxes of an MP4 file. */
final class Boxes {
    private Boxes() {}

    static List<String> of(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            List<String> types = new ArrayList<>();
            for (long at = 0; at + 8 <= bytes.capacity(); ) {
                long length = bytes.getInt((int) at) & 0xFFFF_FFFFL;
                types.add(new String(bytes.array(), (int) at + 4, 4, StandardCharsets.US_ASCII));
                at += length == 1 ? bytes.getLong((int) at + 8) : Math.max(8, length);
            }
            return types;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
