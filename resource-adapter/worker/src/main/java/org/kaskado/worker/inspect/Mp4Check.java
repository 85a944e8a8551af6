package org.kaskado.worker.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.kaskado.worker.container.ByteInput;

/**
 * Decides whether an MP4 file's index may be given to a parser that believes its numbers: boxes lie within their parents,
 * and tables are no longer than their boxes (ISO/IEC 14496-12 §4.2, §8). Pure; reads at most the index.
 */
final class Mp4Check {
    /** An index of ten hours of video is below this. */
    private static final int MAX_INDEX_BYTES = 16 * 1024 * 1024;

    private static final int MAX_TOP_BOXES = 1000;
    private static final int MAX_DEPTH = 12;
    private static final int HEADER_BYTES = 8;
    private static final int LONG_HEADER_BYTES = 16;

    private static final Set<String> PARENTS = Set.of("moov", "trak", "mdia", "minf", "stbl", "edts", "dinf");

    /** Tables with a count after version and flags, and the least bytes of an entry. */
    private static final Map<String, Integer> TABLES =
            Map.of("stts", 8, "ctts", 8, "stsc", 12, "stco", 4, "co64", 8, "stss", 4, "elst", 12, "stsd", 8, "dref", 8);

    private Mp4Check() {}

    /** Whether the file is an MP4 with a sound index and no fragments. */
    static boolean isSafe(ByteInput input) throws IOException {
        long at = 0;
        boolean hasType = false;
        for (int i = 0; i < MAX_TOP_BOXES && at + HEADER_BYTES <= input.lengthBytes(); i++) {
            ByteBuffer header = read(input, at, LONG_HEADER_BYTES);
            if (header.remaining() < HEADER_BYTES) {
                return false;
            }
            long length = header.getInt(0) & 0xFFFF_FFFFL;
            String type = type(header, 4);
            if (length == 1 && header.remaining() == LONG_HEADER_BYTES) {
                length = header.getLong(HEADER_BYTES);
            }
            hasType |= type.equals("ftyp");
            if (type.equals("moov")) {
                return hasType && isIndexSafe(input, at, length);
            }
            boolean isStrange = length < HEADER_BYTES || type.equals("moof") || (i == 0 && !hasType);
            if (isStrange || length > input.lengthBytes() - at) {
                return false;
            }
            at += length;
        }
        return false;
    }

    private static boolean isIndexSafe(ByteInput input, long at, long length) throws IOException {
        if (length < HEADER_BYTES || length > MAX_INDEX_BYTES || length > input.lengthBytes() - at) {
            return false;
        }
        ByteBuffer index = read(input, at, (int) length);
        return index.remaining() == length && areBoxesSafe(index, HEADER_BYTES, (int) length, 0);
    }

    private static boolean areBoxesSafe(ByteBuffer index, int from, int to, int depth) {
        int at = from;
        while (at + HEADER_BYTES <= to) {
            int length = index.getInt(at);
            if (length < HEADER_BYTES || length > to - at || depth > MAX_DEPTH) {
                return false;
            }
            String type = type(index, at + 4);
            if (type.equals("mvex") || !isTableSafe(index, at, length, type)) {
                return false;
            }
            if (PARENTS.contains(type) && !areBoxesSafe(index, at + HEADER_BYTES, at + length, depth + 1)) {
                return false;
            }
            at += length;
        }
        return at == to;
    }

    private static boolean isTableSafe(ByteBuffer index, int at, int length, String type) {
        if (type.equals("stsz")) {
            boolean hasFields = length >= 20;
            boolean hasTable = hasFields && index.getInt(at + 12) == 0;
            long count = hasFields ? index.getInt(at + 16) & 0xFFFF_FFFFL : 0;
            return hasFields && (hasTable ? count * 4 <= length - 20 : count <= MAX_INDEX_BYTES);
        }
        Integer entryBytes = TABLES.get(type);
        if (entryBytes == null) {
            return true;
        }
        return length >= 16 && (index.getInt(at + 12) & 0xFFFF_FFFFL) * entryBytes <= length - 16;
    }

    private static String type(ByteBuffer bytes, int at) {
        byte[] type = new byte[4];
        bytes.get(at, type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer read(ByteInput input, long offset, int length) throws IOException {
        byte[] all = new byte[length];
        byte[] part = new byte[Math.min(length, 64 * 1024)];
        int have = 0;
        while (have < length) {
            int count = input.read(offset + have, part, Math.min(part.length, length - have));
            if (count < 0) {
                break;
            }
            System.arraycopy(part, 0, all, have, count);
            have += count;
        }
        return ByteBuffer.wrap(all, 0, have).slice();
    }
}
