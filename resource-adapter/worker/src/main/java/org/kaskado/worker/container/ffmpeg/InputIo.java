package org.kaskado.worker.container.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.kaskado.worker.container.ByteInput;

/**
 * FFmpeg's byte input over a {@link ByteInput}. JavaCPP has few native entry points per callback type, so there is one
 * callback for all inputs; the address of a one-byte block tells them apart.
 */
final class InputIo implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;
    private static final int SEEK_END = 2;

    private static final Map<Long, InputIo> OPEN = new ConcurrentHashMap<>();
    private static final Reader READER = new Reader();
    private static final Seeker SEEKER = new Seeker();

    private final ByteInput input;
    private final BytePointer key = new BytePointer(1);
    private final byte[] copy = new byte[BUFFER_BYTES];
    private final AVIOContext context;
    private long position;
    private @Nullable IOException failure;

    InputIo(ByteInput input) {
        this.input = input;
        OPEN.put(key.address(), this);
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES));
        context = avio_alloc_context(
                buffer,
                BUFFER_BYTES,
                0,
                key,
                READER,
                new Write_packet_Pointer_BytePointer_int(null),
                input.isSeekable() ? SEEKER : new Seek_Pointer_long_int(null));
    }

    AVIOContext context() {
        return context;
    }

    /** Why reading failed, if it did: a better answer than "I/O error". */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public void close() {
        avutil.av_free(context.buffer());
        avio_context_free(context);
        OPEN.remove(key.address());
        key.close();
    }

    private int read(BytePointer target, int size) {
        try {
            int count = input.read(position, copy, Math.min(size, copy.length));
            if (count < 0) {
                return avutil.AVERROR_EOF;
            }
            target.put(copy, 0, count);
            position += count;
            return count;
        } catch (IOException broken) {
            failure = broken;
            return avutil.AVERROR_EXTERNAL;
        }
    }

    private long seek(long offset, int whence) {
        if (whence == AVSEEK_SIZE) {
            return input.lengthBytes();
        }
        long base = switch (whence & 3) {
            case SEEK_SET -> 0;
            case SEEK_CUR -> position;
            case SEEK_END -> input.lengthBytes();
            default -> -1;
        };
        if (base < 0 || base + offset < 0) {
            return avutil.AVERROR_EINVAL();
        }
        position = base + offset;
        return position;
    }

    private static @Nullable InputIo of(Pointer opaque) {
        return OPEN.get(opaque.address());
    }

    private static final class Reader extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer target, int size) {
            InputIo io = of(opaque);
            return io == null ? avutil.AVERROR_EOF : io.read(target, size);
        }
    }

    private static final class Seeker extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            InputIo io = of(opaque);
            return io == null ? avutil.AVERROR_EOF : io.seek(offset, whence);
        }
    }
}
