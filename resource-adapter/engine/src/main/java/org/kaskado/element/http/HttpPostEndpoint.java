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
        return upload == null ? List.of() : List.of(new NodeDemand(upload.key, upload));
    }

    @Override
    protected void onWorkerLost(String reason, boolean mayResume) {
        drop(MediaErrorCode.WORKER_LOST, "the media worker was lost: " + reason);
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
            sources().forEach(SourcePad::withdraw);
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
            pipeline().replan();
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
        private boolean isOpen = true;
        private boolean isPlaying;

        Upload(Command.ByteStreamRequest request) {
            this.request = request;
            this.stream =
                    new UploadStream(request.client(), pipeline().services().loop(), this);
        }

        @Override
        public NodeSpec spec(NodeHandle handle) {
            node = handle;
            return new NodeSpec.Demux(
                    new NodeSpec.InputStreamSpec(
                            handle.openInput(stream), request.lengthBytes(), false, request.contentType(), null),
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
                raise("EndOfStream", Map.of());
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
            session.closed(session::terminate);
        }
    }
}
