package org.kaskado.element.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaByteSource;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.MediaFiles;
import org.kaskado.pipeline.MediaUrls;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.pipeline.NodeOwner;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SourcePad;
import org.kaskado.processing.NodeSpec;

/**
 * Takes media that a client uploads to its URL. Uploads that only end in files go as fast as they come; when somebody
 * watches, they go at clock speed.
 */
public final class HttpPostEndpoint extends Element {
    public static final ElementType<HttpPostEndpoint> TYPE = new ElementType<>(
            "HttpPostEndpoint",
            OperationTable.of(HttpPostEndpoint.class)
                    .inherit(Element.OPERATIONS)
                    .answer("getUrl", (endpoint, arguments) -> endpoint.session.url())
                    .build(),
            HttpPostEndpoint::new);

    private static final int KEEP_STEP_BYTES = 256 << 10;

    private final HttpSession session;
    private @Nullable Upload upload;
    private int generation;

    private HttpPostEndpoint(Pipeline pipeline, ElementType.Identity identity, Arguments arguments) {
        super(pipeline, identity);
        giveSources(kind -> SourcePad.Origin.PRODUCES);
        session = new HttpSession(this, arguments.integer("disconnectionTimeout"), new Door());
    }

    @Override
    protected List<NodeDemand> nodes(PlannedInputs inputs) {
        return upload == null || !upload.isReadable ? List.of() : List.of(new NodeDemand(upload.key, upload));
    }

    @Override
    protected void onWorkerLost(MediaException cause, boolean mayResume) {
        drop(cause.code(), String.valueOf(cause.getMessage()));
    }

    @Override
    protected void onClose() {
        session.end();
        drop(MediaErrorCode.HTTP_END_POINT_TOKEN, "the endpoint was released");
    }

    /** Ends the current upload with an error for its client. */
    private void drop(MediaErrorCode code, String message) {
        Upload former = upload;
        upload = null;
        if (former != null) {
            former.stream.refuse(code, message);
            former.closeKept();
            sources().forEach(SourcePad::withdraw);
            former.endWhenDrained();
        }
    }

    /** The URL's side. */
    private final class Door implements MediaUrls.ByteDoor {
        @Override
        public MediaByteSink openSink(Command.ByteStreamRequest request) {
            if (upload != null && upload.isOpen) {
                throw new MediaException(
                        MediaErrorCode.HTTP_END_POINT_BUSY, "this media URL already receives an upload");
            }
            drop(MediaErrorCode.HTTP_END_POINT_TOKEN, "another upload follows");
            session.opened();
            Upload opened = new Upload(request);
            upload = opened;
            opened.stream.whenShapeKnown(opened::begin);
            return opened.stream;
        }

        @Override
        public MediaByteSource openSource(Command.ByteStreamRequest request) {
            throw new MediaException(
                    MediaErrorCode.HTTP_END_POINT_DIRECTION,
                    "this media URL is for POST: an HttpPostEndpoint gives no bytes");
        }
    }

    /** One upload: its bytes and the node that demuxes them. */
    private final class Upload implements NodeOwner, UploadStream.Owner {
        private final String key = id() + "#upload" + generation++;
        private final Command.ByteStreamRequest request;
        private final UploadStream stream;
        private @Nullable NodeHandle node;
        private MediaFiles.@Nullable Spool spool;
        private MediaFiles.@Nullable Input kept;
        private boolean isReadable;
        private boolean isOpen = true;
        private boolean isPlaying;
        private boolean isDrained;

        Upload(Command.ByteStreamRequest request) {
            this.request = request;
            this.stream =
                    new UploadStream(request.client(), pipeline().services().loop(), this);
        }

        /** Reads what can be read in order as it comes; keeps the rest until it is whole. */
        private void begin(UploadShape.Verdict verdict) {
            if (upload != this) {
                return;
            }
            if (verdict != UploadShape.Verdict.WHOLE) {
                isReadable = true;
                pipeline().replan();
                return;
            }
            pipeline().services().files().spool().whenComplete((place, failure) -> {
                if (place != null && upload == this) {
                    spool = place;
                    keep(place, 0);
                } else if (place != null) {
                    place.discard();
                } else {
                    broken(failure);
                }
            });
        }

        private void keep(MediaFiles.Spool place, long offset) {
            stream.read(offset, KEEP_STEP_BYTES).whenComplete((bytes, failure) -> {
                if (upload != this) {
                    return;
                }
                if (bytes == null) {
                    broken(failure);
                } else if (bytes.length == 0) {
                    place.finish().whenComplete(this::whole);
                } else {
                    place.append(bytes).whenComplete((length, problem) -> {
                        if (length != null && upload == this) {
                            keep(place, length);
                        } else if (length == null) {
                            broken(problem);
                        }
                    });
                }
            });
        }

        private void whole(MediaFiles.@Nullable Input input, @Nullable Throwable failure) {
            if (input != null && upload == this) {
                kept = input;
                isReadable = true;
                pipeline().replan();
            } else if (input != null) {
                input.close();
            } else {
                broken(failure);
            }
        }

        private void broken(@Nullable Throwable failure) {
            onRefused(
                    failure instanceof MediaException refusal ? refusal.code() : MediaErrorCode.UNEXPECTED_ERROR,
                    failure == null ? "the upload broke" : String.valueOf(failure.getMessage()));
        }

        private void closeKept() {
            if (kept != null) {
                kept.close();
            } else if (spool != null) {
                spool.discard();
            }
        }

        @Override
        public NodeSpec spec(NodeHandle handle) {
            node = handle;
            MediaFiles.Input whole = kept;
            NodeSpec.InputStreamSpec input = whole == null
                    ? new NodeSpec.InputStreamSpec(
                            handle.openInput(stream), request.lengthBytes(), false, request.contentType(), null)
                    : new NodeSpec.InputStreamSpec(
                            handle.openInput(whole::read), whole.lengthBytes(), true, request.contentType(), null);
            return new NodeSpec.Demux(
                    input,
                    pipeline().isWatched(HttpPostEndpoint.this) ? NodeSpec.Pacing.CLOCK : NodeSpec.Pacing.UNPACED);
        }

        @Override
        public void onPads(List<Caps> pads) {
            if (upload != this) {
                return;
            }
            for (SourcePad source : sources()) {
                pads.stream()
                        .filter(caps -> caps.kind() == source.kind())
                        .findFirst()
                        .ifPresentOrElse(caps -> source.offer(key, caps), source::offerNothing);
            }
            pipeline().replan();
            if (!isPlaying && node != null) {
                isPlaying = true;
                node.command("play", Map.of());
            }
        }

        @Override
        public void onEvent(String type, Map<String, @Nullable Object> data) {
            if (upload == this && type.equals("EndOfStream")) {
                closeKept();
                isDrained = true;
                raise("EndOfStream", Map.of());
                endWhenDrained();
            }
        }

        @Override
        public void onRefused(MediaErrorCode code, String message) {
            if (upload == this) {
                drop(code, message);
                raiseError(code, message);
                isOpen = false;
                session.closed(session::terminate);
                pipeline().replan();
            }
        }

        @Override
        public void onClientEnded(UploadStream ended, @Nullable String cause) {
            if (!isOpen) {
                return;
            }
            isOpen = false;
            isDrained |= cause != null;
            endWhenDrained();
        }

        /** The session outlives its client until what came has been read: a fast upload is not cut short. */
        private void endWhenDrained() {
            if (!isOpen && (isDrained || upload != this)) {
                session.closed(session::terminate);
            }
        }
    }
}
