package org.kaskado.content.runtime.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemStateException;

/**
 * Takes uploads by POST or PUT: the plain body, chunked or not, or the one file of a {@code multipart/form-data} body;
 * into an item also in pieces with {@code Content-Range}. Memory per upload is constant and no thread waits for the
 * client. The receiver completes the asynchronous context itself.
 *
 * <p>Resume protocol for items: {@code PUT} with {@code Content-Range: bytes a-b/total} stores a piece and answers 308 with
 * {@code Range: bytes=0-n}, or 200 when the last byte is in. Without a body and with an asterisk for {@code a-b} it only
 * asks, and is answered alike. A piece that would leave a gap is answered 416 with the same {@code Range}.
 */
public final class UploadReceiver {
    private final long maxBytes;

    /**
     * A receiver.
     *
     * @param maxBytes size of the largest upload, {@code kaskado.upload.max-bytes}
     */
    public UploadReceiver(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes an upload into a NEW or INCOMPLETE item. */
    public void receive(
            HttpServletRequest request, HttpServletResponse response, RepositoryItem item, UploadListener listener)
            throws IOException {
        UploadExchange exchange = new UploadExchange(request, response, listener, item);
        try {
            String field = request.getHeader("Content-Range");
            if (field == null) {
                receiveWhole(exchange, item);
            } else {
                receivePiece(exchange, item, field);
            }
        } catch (UploadRefusedException refusal) {
            exchange.refuse(refusal.status(), String.valueOf(refusal.getMessage()));
        } catch (RepositoryItemStateException state) {
            exchange.refuse(HttpServletResponse.SC_CONFLICT, String.valueOf(state.getMessage()));
        } catch (NoSuchElementException gone) {
            exchange.refuse(HttpServletResponse.SC_NOT_FOUND, "There is no item '" + item.getId() + "' (any more).");
        }
    }

    /** Takes an upload into a pipeline. */
    public void receive(
            HttpServletRequest request, HttpServletResponse response, MediaByteSink sink, UploadListener listener)
            throws IOException {
        UploadExchange exchange = new UploadExchange(request, response, listener, null);
        try {
            if (request.getHeader("Content-Range") != null) {
                throw new UploadRefusedException(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "A live recording takes no Content-Range; only stored items can be uploaded in pieces.");
            }
            checkLength(request.getContentLengthLong(), maxBytes);
        } catch (UploadRefusedException refusal) {
            sink.close(refusal.getMessage());
            exchange.refuse(refusal.status(), String.valueOf(refusal.getMessage()));
            return;
        }
        read(exchange, new SinkTarget(sink), maxBytes);
    }

    private void receiveWhole(UploadExchange exchange, RepositoryItem item) throws IOException {
        checkLength(exchange.request().getContentLengthLong(), maxBytes);
        RepositoryItem.State state = item.getState();
        if (state == RepositoryItem.State.STORED || state == RepositoryItem.State.STORING) {
            throw new RepositoryItemStateException(
                    "The item '" + item.getId() + "' is " + state + "; a whole upload needs a NEW or INCOMPLETE one.",
                    state);
        }
        read(exchange, new ItemTarget(item, item.openForWriting(0), true, ItemTarget.ANY_LENGTH), maxBytes);
    }

    private void receivePiece(UploadExchange exchange, RepositoryItem item, String field) throws IOException {
        ContentRange piece = ContentRange.parse(field)
                .orElseThrow(() -> new UploadRefusedException(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "Content-Range is '" + field + "'; allowed are 'bytes first-last/total', 'bytes first-last/*'"
                                + " and 'bytes */total'."));
        checkLength(piece.total(), maxBytes);
        ByteRange range = piece.range();
        if (range == null) {
            exchange.tellState(item);
            return;
        }
        checkLength(range.last() + 1, maxBytes);
        long length = exchange.request().getContentLengthLong();
        if (length >= 0 && length != range.length()) {
            throw new UploadRefusedException(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Content-Range announces " + range.length() + " bytes but the body has " + length + ".");
        }
        long present = item.getAttributes().contentLength();
        if (range.first() > present) {
            exchange.setRange(present);
            throw new UploadRefusedException(
                    HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE,
                    "The piece begins at byte " + range.first() + " but only " + present + " bytes are here.");
        }
        read(
                exchange,
                new ItemTarget(item, item.openForWriting(range.first()), piece.isLast(), range.length()),
                range.length());
    }

    private static void checkLength(long length, long maxBytes) throws UploadRefusedException {
        if (length > maxBytes) {
            throw UploadBody.tooLarge(maxBytes);
        }
    }

    private static void read(UploadExchange exchange, UploadTarget target, long maxBytes) throws IOException {
        UploadBody body;
        try {
            body = UploadBody.of(exchange.request().getContentType(), target, maxBytes);
        } catch (MultipartException malformed) {
            target.abort(String.valueOf(malformed.getMessage()));
            throw new UploadRefusedException(
                    HttpServletResponse.SC_BAD_REQUEST, "The upload cannot be read: " + malformed.getMessage() + ".");
        }
        HttpServletRequest request = exchange.request();
        AsyncContext async = StoredItemSender.asyncOf(request);
        exchange.listener().onStarted();
        new UploadReader(async, target, body, exchange).start();
    }
}
