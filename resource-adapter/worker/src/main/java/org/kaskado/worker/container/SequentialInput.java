package org.kaskado.worker.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an input that can only be read in order fit for every container. An MP4 whose index follows its media (ISO/IEC
 * 14496-12 allows it, cameras do it) cannot be played before its last byte has come; such an input is first kept in a
 * file of the worker's own folder. All others pass through.
 */
public final class SequentialInput implements ByteInput {
    /** Boxes before media or index are small; a longer start is no MP4 of interest. */
    private static final int MAX_START_BYTES = 256 * 1024;

    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int HEADER_BYTES = 8;
    private static final Set<String> LEADING = Set.of("ftyp", "free", "skip", "wide", "uuid", "pdin", "styp");

    private final ByteInput input;
    private final byte[] block = new byte[BLOCK_BYTES];
    private byte[] start = new byte[0];
    private @Nullable FileChannel spool;
    private long spooledBytes;

    private SequentialInput(ByteInput input) {
        this.input = input;
    }

    /** Looks at the start, and takes the whole input when it must; may block as long as bytes come. */
    public static ByteInput of(ByteInput input) throws IOException {
        if (input.isSeekable()) {
            return input;
        }
        SequentialInput sequential = new SequentialInput(input);
        if (sequential.isIndexLast()) {
            sequential.takeAll();
        }
        return sequential;
    }

    @Override
    public int read(long offset, byte[] target, int length) throws IOException {
        FileChannel file = spool;
        if (file != null) {
            return file.read(ByteBuffer.wrap(target, 0, length), offset);
        }
        if (offset < start.length) {
            int count = (int) Math.min(length, start.length - offset);
            System.arraycopy(start, (int) offset, target, 0, count);
            return count;
        }
        return input.read(offset, target, length);
    }

    @Override
    public long lengthBytes() {
        return spool == null ? input.lengthBytes() : spooledBytes;
    }

    @Override
    public boolean isSeekable() {
        return spool != null;
    }

    @Override
    public void close() {
        input.close();
        if (spool != null) {
            try {
                spool.close();
            } catch (IOException gone) {
                System.getLogger(SequentialInput.class.getName())
                        .log(System.Logger.Level.DEBUG, "the kept input was closed already", gone);
            }
        }
    }

    /** Whether media comes before the index. */
    private boolean isIndexLast() throws IOException {
        long at = 0;
        while (at + HEADER_BYTES <= MAX_START_BYTES && fill(at + HEADER_BYTES)) {
            ByteBuffer header = ByteBuffer.wrap(start, (int) at, HEADER_BYTES);
            long length = header.getInt() & 0xFFFF_FFFFL;
            byte[] type = new byte[4];
            header.get(type);
            String name = new String(type, StandardCharsets.ISO_8859_1);
            if (name.equals("mdat")) {
                return true;
            }
            if (!LEADING.contains(name) || length < HEADER_BYTES) {
                return false;
            }
            at += length;
        }
        return false;
    }

    /** Reads until the start holds that many bytes; false when there are not so many. */
    private boolean fill(long bytes) throws IOException {
        while (start.length < bytes) {
            int count = input.read(start.length, block, block.length);
            if (count < 0) {
                return false;
            }
            byte[] longer = java.util.Arrays.copyOf(start, start.length + count);
            System.arraycopy(block, 0, longer, start.length, count);
            start = longer;
        }
        return true;
    }

    private void takeAll() throws IOException {
        Path file = Files.createTempFile("upload", ".part");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        spool = channel;
        write(channel, start, start.length);
        for (int count = input.read(spooledBytes, block, block.length);
                count >= 0;
                count = input.read(spooledBytes, block, block.length)) {
            write(channel, block, count);
        }
        start = new byte[0];
    }

    private void write(FileChannel channel, byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            spooledBytes += channel.write(buffer, spooledBytes);
        }
    }
}
