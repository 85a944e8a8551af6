package org.kaskado.engine.uri;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.pipeline.MediaFiles;
import org.kaskado.runtime.MediaLoop;

/** Opens URIs under the policy, for any number of pipelines. Immutable but for the set of recordings; any thread. */
public final class PolicedFiles {
    private final Path base;
    private final Path spoolFolder;
    private final MediaFolders folders;
    private final HttpFetch fetch;
    private final DiskFloor floor;
    private final Executor pool;

    private PolicedFiles(
            Path base, Path spoolFolder, MediaFolders folders, HttpFetch fetch, DiskFloor floor, Executor pool) {
        this.base = base;
        this.spoolFolder = spoolFolder;
        this.folders = folders;
        this.fetch = fetch;
        this.floor = floor;
        this.pool = pool;
    }

    /**
     * Allows the data folder's media and repository, and further folders.
     *
     * @param data the data folder; its {@code media} is where relative URIs lead, its {@code repository} is allowed too
     * @param mediaFolders further folders that are allowed
     * @param settings what the configuration says about inputs and disks
     * @param pool runs what blocks
     */
    public static PolicedFiles of(Path data, List<Path> mediaFolders, FileSettings settings, Executor pool) {
        Path base = data.resolve("media");
        List<Path> allowed = new ArrayList<>(mediaFolders);
        allowed.add(base);
        allowed.add(data.resolve("repository"));
        return new PolicedFiles(
                base,
                data.resolve("spool"),
                new MediaFolders(allowed, new OwnRecordings(data.resolve("recordings.list"))),
                new HttpFetch(
                        new AddressPolicy(settings.isLocal()),
                        InetAddress::getAllByName,
                        TrustedIssuers.sockets(settings.trustedIssuers())),
                settings.floor(),
                pool);
    }

    /** The same for one loop. */
    public MediaFiles on(MediaLoop loop) {
        return new LoopFiles(new BlockingCalls(pool, loop));
    }

    private final class LoopFiles implements MediaFiles {
        private final BlockingCalls calls;

        LoopFiles(BlockingCalls calls) {
            this.calls = calls;
        }

        @Override
        public CompletionStage<Input> open(String uri) {
            return calls.call(uri, () -> openBlocking(uri));
        }

        private Input openBlocking(String uri) throws IOException {
            MediaUri target = MediaUri.of(uri, base);
            if (target.path() != null) {
                Path path = target.path();
                return new FileInput(calls, folders.open(path), String.valueOf(path.getFileName()));
            }
            return HttpInput.open(calls, fetch, Objects.requireNonNull(target.http()));
        }

        @Override
        public CompletionStage<Spool> spool() {
            return calls.call("keeping an upload", () -> SpoolFile.open(calls, spoolFolder, floor));
        }

        @Override
        public CompletionStage<byte[]> load(String uri, int maxBytes) {
            return open(uri).thenCompose(input -> new WholeInput(input, maxBytes).read());
        }

        @Override
        public CompletionStage<Output> create(String uri) {
            return calls.call(uri, () -> {
                MediaUri target = MediaUri.of(uri, base);
                Path path = target.path();
                if (path == null) {
                    throw MediaUri.forbidden("recordings go to files, not to '" + uri + "'");
                }
                Path real = folders.create(path);
                if (!floor.hasSpace(real)) {
                    folders.discardIfEmpty(real);
                    throw floor.refusal("the disk of '" + path + "'");
                }
                return new FileOutput(calls, real);
            });
        }
    }

    /** A recording's file. */
    private final class FileOutput implements MediaFiles.Output {
        private final BlockingCalls calls;
        private final Path real;

        FileOutput(BlockingCalls calls, Path real) {
            this.calls = calls;
            this.real = real;
        }

        @Override
        public String path() {
            return real.toString();
        }

        @Override
        public CompletionStage<Boolean> hasSpace() {
            return calls.call(path(), () -> floor.hasSpace(real));
        }

        @Override
        public void discardIfEmpty() {
            calls.call(path(), () -> {
                folders.discardIfEmpty(real);
                return real;
            });
        }
    }

    /** Reads an input to its end, up to a size. */
    private record WholeInput(MediaFiles.Input input, int maxBytes) {
        private static final int STEP_BYTES = 256 << 10;

        CompletionStage<byte[]> read() {
            if (input.lengthBytes() > maxBytes) {
                input.close();
                return CompletableFuture.failedFuture(tooLarge());
            }
            return readFrom(new java.io.ByteArrayOutputStream()).whenComplete((bytes, failure) -> input.close());
        }

        private CompletionStage<byte[]> readFrom(java.io.ByteArrayOutputStream sofar) {
            return input.read(sofar.size(), STEP_BYTES).thenCompose(step -> {
                if (step.length == 0) {
                    return CompletableFuture.completedFuture(sofar.toByteArray());
                }
                sofar.writeBytes(step);
                return sofar.size() > maxBytes ? CompletableFuture.failedFuture(tooLarge()) : readFrom(sofar);
            });
        }

        private MediaException tooLarge() {
            return new MediaException(
                    MediaErrorCode.MEDIA_FORMAT_UNSUPPORTED,
                    "'" + Objects.requireNonNullElse(input.name(), "the resource") + "' is larger than " + maxBytes
                            + " bytes");
        }
    }
}
