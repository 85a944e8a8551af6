package org.kaskado.worker.container.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;

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
import org.kaskado.worker.container.ByteOutput;

/** FFmpeg's byte output over a {@link ByteOutput}; one native callback serves all, as in {@link InputIo}. */
final class OutputIo implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CUR = 1;
    private static final int SEEK_END = 2;

    private static final Map<Long, OutputIo> OPEN = new ConcurrentHashMap<>();
    private static final Writer WRITER = new Writer();
    private static final Seeker SEEKER = new Seeker();

    private final ByteOutput output;
    private final BytePointer key = new BytePointer(1);
    private final AVIOContext context;
    private @Nullable IOException failure;

    OutputIo(ByteOutput output) {
        this.output = output;
        OPEN.put(key.address(), this);
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES));
        context = avio_alloc_context(
                buffer,
                BUFFER_BYTES,
                1,
                key,
                new Read_packet_Pointer_BytePointer_int(null),
                WRITER,
                output.isSeekable() ? SEEKER : new Seek_Pointer_long_int(null));
    }

    AVIOContext context() {
        return context;
    }

    void flush() {
        avio_flush(context);
    }

    /** The first failed write or seek. */
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

    private int write(BytePointer source, int size) {
        if (failure != null) {
            return avutil.AVERROR_EXTERNAL; // nothing may follow a hole
        }
        try {
            output.write(source.limit(size).asByteBuffer());
            return size;
        } catch (IOException broken) {
            failure = broken;
            return avutil.AVERROR_EXTERNAL;
        }
    }

    private long seek(long offset, int whence) {
        try {
            if (whence == AVSEEK_SIZE) {
                return output.lengthBytes();
            }
            long base = switch (whence & 3) {
                case SEEK_SET -> 0;
                case SEEK_CUR -> output.position();
                case SEEK_END -> output.lengthBytes();
                default -> -1;
            };
            if (base < 0 || base + offset < 0) {
                return avutil.AVERROR_EINVAL();
            }
            output.seek(base + offset);
            return base + offset;
        } catch (IOException broken) {
            failure = broken;
            return avutil.AVERROR_EXTERNAL;
        }
    }

    private static @Nullable OutputIo of(Pointer opaque) {
        return OPEN.get(opaque.address());
    }

    private static final class Writer extends Write_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer source, int size) {
            OutputIo io = of(opaque);
            return io == null ? avutil.AVERROR_EXTERNAL : io.write(source, size);
        }
    }

    private static final class Seeker extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            OutputIo io = of(opaque);
            return io == null ? avutil.AVERROR_EXTERNAL : io.seek(offset, whence);
        }
    }
}
