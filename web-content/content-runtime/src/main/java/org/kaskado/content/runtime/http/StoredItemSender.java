package org.kaskado.content.runtime.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemStateException;

/**
 * Sends stored bytes for GET and HEAD: 200, 206 (one range, or several as {@code multipart/byteranges}), 304, 412, 416, and
 * 409 for an item that is not stored. The sender completes the asynchronous context itself, after it told the listener.
 */
public final class StoredItemSender {
    /** Types that a browser shows without running what is in them. */
    private static final Pattern SAFE_INLINE =
            Pattern.compile("(?:video|audio)/[a-z0-9.+-]+|image/(?:png|jpeg|gif|webp|avif)", Pattern.CASE_INSENSITIVE);

    private StoredItemSender() {}

    /** Sends the bytes of an item. Starts the asynchronous context unless the request has one. */
    public static void send(
            RepositoryItem item, HttpServletRequest request, HttpServletResponse response, TransferListener listener)
            throws IOException {
        StoredBytes bytes;
        try {
            RepositoryItem.State state = item.getState();
            if (state != RepositoryItem.State.STORED) {
                String sentence = "The item '" + item.getId() + "' is " + state + "; only a STORED item can be read.";
                answer(request, response, HttpServletResponse.SC_CONFLICT, sentence, listener);
                return;
            }
            bytes = StoredBytes.of(item);
        } catch (NoSuchElementException gone) {
            String sentence = "There is no item '" + item.getId() + "' (any more).";
            answer(request, response, HttpServletResponse.SC_NOT_FOUND, sentence, listener);
            return;
        }
        send(bytes, request, response, listener);
    }

    /** Sends other stored bytes, such as a poster. */
    public static void send(
            StoredBytes bytes, HttpServletRequest request, HttpServletResponse response, TransferListener listener)
            throws IOException {
        setValidators(bytes, response);
        boolean isGet = request.getMethod().equals("GET");
        Preconditions conditions = conditions(request);
        switch (conditions.evaluate(bytes.eTag(), bytes.lastModified(), true)) {
            case NOT_MODIFIED -> {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                finish(request, listener);
            }
            case FAILED -> {
                String sentence = "The item has changed: its entity tag is now " + bytes.eTag() + ".";
                answer(request, response, HttpServletResponse.SC_PRECONDITION_FAILED, sentence, listener);
            }
            case PROCEED -> {
                boolean ranged = isGet && conditions.allowsRange(bytes.eTag(), bytes.lastModified());
                ByteRanges ranges = ByteRanges.parse(ranged ? request.getHeader("Range") : null, bytes.length());
                sendBody(new Exchange(request, response, listener), bytes, ranges, isGet);
            }
        }
    }

    /** One request, its answer, and who wants to know. */
    private record Exchange(HttpServletRequest request, HttpServletResponse response, TransferListener listener) {}

    private static void sendBody(Exchange exchange, StoredBytes bytes, ByteRanges ranges, boolean isGet)
            throws IOException {
        HttpServletResponse response = exchange.response();
        if (ranges.kind() == ByteRanges.Kind.UNSATISFIABLE) {
            response.setHeader("Content-Range", "bytes */" + bytes.length());
            String sentence = "The range '" + exchange.request().getHeader("Range")
                    + "' is outside the item, which has " + bytes.length() + " bytes.";
            int status = HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE;
            answer(exchange.request(), response, status, sentence, exchange.listener());
            return;
        }
        List<Segment> segments = Segment.plan(bytes, ranges.ranges(), response);
        long length = segments.stream().mapToLong(Segment::length).sum();
        response.setContentLengthLong(length);
        if (!isGet || length == 0) {
            finish(exchange.request(), exchange.listener());
            return;
        }
        SeekableByteChannel channel = open(exchange, bytes);
        if (channel != null) {
            AsyncContext async = asyncOf(exchange.request());
            new SegmentWriter(async, channel, segments, exchange.listener()).start();
        }
    }

    private static @Nullable SeekableByteChannel open(Exchange exchange, StoredBytes bytes) throws IOException {
        try {
            return bytes.opener().open();
        } catch (NoSuchElementException | RepositoryItemStateException | IOException gone) {
            exchange.response().reset();
            String sentence = "The bytes cannot be read: " + gone.getMessage();
            int status = HttpServletResponse.SC_NOT_FOUND;
            answer(exchange.request(), exchange.response(), status, sentence, exchange.listener());
            return null;
        }
    }

    private static void setValidators(StoredBytes bytes, HttpServletResponse response) {
        response.setHeader("ETag", bytes.eTag());
        response.setHeader("Last-Modified", HttpDates.format(bytes.lastModified()));
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentType(bytes.contentType());
        if (!SAFE_INLINE.matcher(MediaTypes.bare(bytes.contentType())).matches()) {
            // an uploaded page must not run with the rights of this origin
            response.setHeader("Content-Disposition", "attachment");
            response.setHeader("Content-Security-Policy", "sandbox");
        }
    }

    private static Preconditions conditions(HttpServletRequest request) {
        return new Preconditions(
                request.getHeader("If-Match"),
                request.getHeader("If-None-Match"),
                request.getHeader("If-Modified-Since"),
                request.getHeader("If-Unmodified-Since"),
                request.getHeader("If-Range"));
    }

    private static void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String sentence,
            TransferListener listener)
            throws IOException {
        HttpProblem.send(response, status, sentence);
        complete(request);
        listener.onFailed(0, sentence, null);
    }

    private static void finish(HttpServletRequest request, TransferListener listener) {
        complete(request);
        listener.onFinished(0);
    }

    private static void complete(HttpServletRequest request) {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().complete();
        }
    }

    /** The request's exchange; one that was started before has its timeout off already, and it could not be set now. */
    static AsyncContext asyncOf(HttpServletRequest request) {
        if (request.isAsyncStarted()) {
            return request.getAsyncContext();
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        return async;
    }
}
