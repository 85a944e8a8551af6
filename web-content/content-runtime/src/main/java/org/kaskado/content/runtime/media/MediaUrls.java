package org.kaskado.content.runtime.media;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Configuration;
import org.kaskado.connector.Command;
import org.kaskado.connector.Command.ByteStreamRequest;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaByteSource;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.content.ErrorTable;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.http.HttpProblem;
import org.kaskado.content.runtime.http.UploadListener;
import org.kaskado.content.runtime.http.UploadReceiver;
import org.kaskado.content.runtime.http.UrlBytes;
import org.kaskado.content.runtime.pump.PumpSettings;
import org.kaskado.content.runtime.pump.SourcePump;

/** Serves media URLs. Both calls return at once; the exchange is completed when the stream has ended. */
public final class MediaUrls {
    private static final String ALLOWED = "GET, POST, PUT, OPTIONS";
    private static final int MAX_AGENT_LENGTH = 200;
    private static final Logger LOG = System.getLogger(MediaUrls.class.getName());

    private static final Map<MediaErrorCode, Integer> STATUS = Map.of(
            MediaErrorCode.HTTP_END_POINT_TOKEN, HttpServletResponse.SC_NOT_FOUND,
            MediaErrorCode.HTTP_END_POINT_BUSY, HttpServletResponse.SC_CONFLICT,
            MediaErrorCode.HTTP_END_POINT_DIRECTION, HttpServletResponse.SC_METHOD_NOT_ALLOWED,
            MediaErrorCode.NOT_ENOUGH_RESOURCES, HttpServletResponse.SC_SERVICE_UNAVAILABLE);

    private final Door door;
    private final Supplier<Configuration> settings;
    private final Executor executor;
    private final ScheduledExecutorService timer;

    /**
     * A server of media URLs.
     *
     * @param executor the container's managed executor
     * @param timer the container's managed scheduled executor
     */
    public MediaUrls(Door door, Supplier<Configuration> settings, Executor executor, ScheduledExecutorService timer) {
        this.door = door;
        this.settings = settings;
        this.executor = executor;
        this.timer = timer;
    }

    /** Sends the bytes of a token: 200, 404, 405 or 409. */
    public void send(String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ByteStreamRequest opener = opener(request);
        PumpSettings pump = new PumpSettings(executor, timer, settings.get().duration("kaskado.stream.client-stall"));
        open(() -> new Command.OpenSource(token, opener), request, response, source -> {
            response.setContentType(source.contentType());
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            pump(UrlBytes.server().counted(token, source), request.getAsyncContext(), pump);
        });
    }

    private static void pump(MediaByteSource source, AsyncContext exchange, PumpSettings pump) {
        try {
            SourcePump.start(source, exchange, pump, (bytes, failure) -> {
                if (failure != null) {
                    LOG.log(Level.DEBUG, "a media URL broke after " + bytes + " bytes", failure);
                }
            });
        } catch (IOException e) {
            source.close("the client is gone: " + e.getMessage());
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the bytes of a token: 200 when all went in, 404, 405, 409, 410 or 413. */
    public void receive(String token, HttpServletRequest request, HttpServletResponse response) throws IOException {
        ByteStreamRequest opener = opener(request);
        UploadReceiver receiver = new UploadReceiver(settings.get().number("kaskado.upload.max-bytes"));
        open(() -> new Command.OpenSink(token, opener), request, response, sink -> {
            receive(receiver, UrlBytes.server().counted(token, sink), request, response);
        });
    }

    private static void receive(
            UploadReceiver receiver, MediaByteSink sink, HttpServletRequest request, HttpServletResponse response) {
        try {
            receiver.receive(request, response, sink, new UploadListener() {});
        } catch (IOException e) {
            sink.close("the client is gone: " + e.getMessage());
            throw new UncheckedIOException(e);
        }
    }

    private <T> void open(
            Supplier<Command<T>> command, HttpServletRequest request, HttpServletResponse response, Consumer<T> use) {
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(0);
        CompletionStage<T> opened = door.execute(command.get());
        var unused = opened.whenCompleteAsync(
                (stream, failure) -> {
                    if (failure == null) {
                        serve(use, stream, exchange, request, response);
                    } else {
                        refuse(exchange, request, response, failure);
                    }
                },
                executor);
    }

    /** A stream that cannot be served is an answer and a log line, never a client that waits for ever. */
    private static <T> void serve(
            Consumer<T> use,
            T stream,
            AsyncContext exchange,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            use.accept(stream);
        } catch (RuntimeException broken) {
            LOG.log(Level.WARNING, "a media URL could not be served", broken);
            refuse(exchange, request, response, broken);
        }
    }

    private static void refuse(
            AsyncContext exchange, HttpServletRequest request, HttpServletResponse response, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        int status = statusOf(cause);
        if (status == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", request.getMethod().equals("GET") ? "POST, PUT, OPTIONS" : "GET, OPTIONS");
        }
        try {
            HttpProblem.send(response, status, KaskadoException.messageOf(cause));
        } catch (IOException clientIsGone) {
            LOG.log(Level.DEBUG, "a refused media URL could not be answered", clientIsGone);
        }
        exchange.complete();
    }

    private static int statusOf(@Nullable Throwable cause) {
        if (cause instanceof MediaException refused) {
            return STATUS.getOrDefault(refused.code(), HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
        return cause instanceof KaskadoException known
                ? ErrorTable.httpStatus(known.getCode())
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    /** A client is known by its address and program, since media elements of other origins send no cookies. */
    private static ByteStreamRequest opener(HttpServletRequest request) {
        String agent = String.valueOf(request.getHeader("User-Agent"));
        String client = request.getRemoteAddr() + " " + agent.substring(0, Math.min(MAX_AGENT_LENGTH, agent.length()));
        return new ByteStreamRequest(client, request.getContentType(), request.getContentLengthLong());
    }

    /** The methods that media URLs know. */
    public static String allowed() {
        return ALLOWED;
    }
}
