package org.kaskado.element.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaByteSource;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.Caps;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.ContainerProfile;
import org.kaskado.pipeline.Element;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.MediaUrls;
import org.kaskado.pipeline.NodeDemand;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.pipeline.NodeOwner;
import org.kaskado.pipeline.OperationTable;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.pipeline.PlannedInputs;
import org.kaskado.pipeline.SinkPad;
import org.kaskado.pipeline.TrackKeeper;
import org.kaskado.processing.FromWorker;
import org.kaskado.processing.NodeSpec;

/**
 * Gives the media that reaches it as a live WebM or fragmented MP4 under one URL, to one client at a time.
 *
 * <p>The first client starts the session. When a client goes, the next one may come within {@code disconnectionTimeout}
 * seconds; then the session is terminated and the URL is gone.
 */
public final class HttpGetEndpoint extends Element {
    public static final ElementType<HttpGetEndpoint> TYPE = new ElementType<>(
            "HttpGetEndpoint",
            OperationTable.of(HttpGetEndpoint.class)
                    .inherit(Element.OPERATIONS)
                    .answer("getUrl", (endpoint, arguments) -> endpoint.session.url())
                    .build(),
            HttpGetEndpoint::new);

    private final ContainerProfile profile;
    private final boolean isTerminatedByEnd;
    private final TrackKeeper tracks;
    private final FragmentRing ring = new FragmentRing();
    private final HttpSession session;
    private @Nullable Muxer muxer;
    private @Nullable RingReader reader;
    private int generation;

    private HttpGetEndpoint(Pipeline pipeline, ElementType.Identity identity, Arguments arguments) {
        super(pipeline, identity);
        profile = ContainerProfile.of(arguments.string("mediaProfile")).forBrowsers();
        isTerminatedByEnd = arguments.flag("terminateOnEOS");
        tracks = new TrackKeeper(profile, pipeline::replan);
        giveSinks(tracks::policy);
        session = new HttpSession(this, arguments.integer("disconnectionTimeout"), new Door());
    }

    @Override
    protected List<NodeDemand> nodes(PlannedInputs inputs) {
        List<Caps> caps = session.isTerminated()
                ? List.of()
                : tracks.tracks(inputs, sinks(), pipeline().services().loop());
        if (caps.isEmpty()) {
            sinks().forEach(sink -> sink.into(null));
            return List.of();
        }
        Muxer current = muxer;
        if (current == null) {
            current = new Muxer(id() + "#mux" + generation++, caps);
            muxer = current;
        }
        for (SinkPad sink : sinks()) {
            sink.into(tracks.has(sink.kind()) ? current.key : null);
        }
        return List.of(new NodeDemand(current.key, current));
    }

    @Override
    protected boolean isWatched() {
        return true;
    }

    @Override
    protected void onWorkerLost(MediaException cause, boolean mayResume) {
        restart(cause.code(), String.valueOf(cause.getMessage()));
    }

    @Override
    protected void onClose() {
        session.end();
        if (reader != null) {
            reader.fail(MediaErrorCode.HTTP_END_POINT_TOKEN, "the endpoint was released");
        }
    }

    private void restart(MediaErrorCode code, String message) {
        muxer = null;
        tracks.reset();
        ring.reset();
        if (reader != null) {
            reader.fail(code, message);
        }
    }

    private void terminate() {
        session.terminate();
        muxer = null;
        pipeline().replan();
    }

    /** The URL's side. */
    private final class Door implements MediaUrls.ByteDoor, RingReader.Owner {
        @Override
        public MediaByteSource openSource(Command.ByteStreamRequest request) {
            RingReader former = reader;
            if (former != null && !former.client().equals(request.client())) {
                throw new MediaException(
                        MediaErrorCode.HTTP_END_POINT_BUSY, "this media URL is in use by another client");
            }
            if (former != null) {
                former.fail(MediaErrorCode.HTTP_END_POINT_TOKEN, "the client opened the URL again");
            }
            boolean isFirst = session.opened();
            RingReader opened = new RingReader(
                    request.client(),
                    profile.contentType(),
                    ring,
                    isFirst,
                    pipeline().services().loop(),
                    this);
            reader = opened;
            opened.pump();
            return opened;
        }

        @Override
        public MediaByteSink openSink(Command.ByteStreamRequest request) {
            throw new MediaException(
                    MediaErrorCode.HTTP_END_POINT_DIRECTION,
                    "this media URL is for GET: an HttpGetEndpoint takes no bytes");
        }

        @Override
        public void onSkipped(RingReader skipping, long skippedNs) {
            raise("ReaderSkipped", Map.of("skippedMs", TimeUnit.NANOSECONDS.toMillis(skippedNs)));
        }

        @Override
        public void onClosed(RingReader closed) {
            if (reader != closed) {
                return;
            }
            reader = null;
            Muxer current = muxer;
            if (current != null && current.isEnded) {
                terminate();
            } else {
                session.closed(HttpGetEndpoint.this::terminate);
            }
        }
    }

    /** The node that writes the container. */
    private final class Muxer implements NodeOwner {
        /** Bytes that may be under way from the worker; live media is never held back by readers. */
        private static final long WINDOW_BYTES = 8L << 20;

        private final String key;
        private final List<Caps> caps;
        private @Nullable NodeHandle node;
        private long stream;
        private boolean isEnded;

        Muxer(String key, List<Caps> caps) {
            this.key = key;
            this.caps = caps;
        }

        @Override
        public NodeSpec spec(NodeHandle handle) {
            node = handle;
            stream = handle.openOutput(chunk -> onChunk(handle, chunk));
            return new NodeSpec.Mux(profile.container(), caps, new NodeSpec.OutputSpec.ToServer(stream), true);
        }

        @Override
        public void onPlaced(NodeHandle handle) {
            handle.credit(stream, WINDOW_BYTES);
            handle.command("record", Map.of());
        }

        private void onChunk(NodeHandle handle, FromWorker.ContainerBytes chunk) {
            if (muxer != this) {
                return;
            }
            handle.credit(chunk.streamId(), chunk.data().length);
            ring.add(chunk);
            isEnded |= chunk.kind() == FromWorker.ChunkKind.TRAILER;
            if (reader != null) {
                reader.pump();
            } else if (isEnded) {
                terminate();
            }
        }

        @Override
        public void onEvent(String type, Map<String, @Nullable Object> data) {
            if (type.equals("EndOfStream") && isTerminatedByEnd && node != null) {
                node.command("stop", Map.of());
            }
        }

        @Override
        public void onRefused(MediaErrorCode code, String message) {
            if (muxer == this) {
                restart(code, message);
                session.terminate();
                raiseError(code, message);
            }
        }
    }
}
