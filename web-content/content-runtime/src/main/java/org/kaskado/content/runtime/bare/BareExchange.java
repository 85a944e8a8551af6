package org.kaskado.content.runtime.bare;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.Command;
import org.kaskado.connector.MediaByteSink;
import org.kaskado.connector.MediaByteSource;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.http.StoredItemSender;
import org.kaskado.content.runtime.http.TransferListener;
import org.kaskado.content.runtime.http.UploadListener;
import org.kaskado.content.runtime.http.UploadOutcome;
import org.kaskado.content.runtime.http.UploadReceiver;
import org.kaskado.content.runtime.pump.SourcePump;
import org.kaskado.content.runtime.session.CallReply;
import org.kaskado.content.runtime.session.LiveSession;
import org.kaskado.content.runtime.session.Offer;
import org.kaskado.content.runtime.session.Offered;
import org.kaskado.content.runtime.session.StartReply;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.signalling.SessionEnd;

/** One bare exchange from the request to its last byte. */
public final class BareExchange implements StartReply, AsyncListener {
    private static final System.Logger LOG = System.getLogger(BareExchange.class.getName());

    private final BareServices services;
    private final boolean sends;
    private final AsyncContext exchange;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile @Nullable LiveSession session;

    /**
     * Takes over a request.
     *
     * @param sends whether media goes to the client; else it comes from it
     */
    public BareExchange(
            BareServices services, boolean sends, HttpServletRequest request, HttpServletResponse response) {
        this.services = services;
        this.sends = sends;
        this.request = request;
        this.response = response;
        this.exchange = request.startAsync(request, response);
        exchange.setTimeout(0);
        exchange.addListener(this);
    }

    /** Asks the handler. */
    public void begin(LiveSession asked) {
        session = asked;
        asked.start(Offered.NOTHING, this, new CallReply() {
            @Override
            public void result(java.util.Map<String, ? extends @Nullable Object> result) {
                throw new IllegalStateException("a bare start has no JSON answer");
            }

            @Override
            public void error(int code, String message) {
                page(code, message);
            }
        });
    }

    @Override
    public boolean wantsUrl() {
        return services.redirect();
    }

    @Override
    public void started(LiveSession started, Offer offer) {
        if (!answered.compareAndSet(false, true)) {
            started.failed(ContentErrorCode.TUNNEL_IO.code(), "the client went away before the answer");
            return;
        }
        try {
            if (offer instanceof Offer.Item stored) {
                item(started, stored.item());
            } else {
                url(started, ((Offer.AtUrl) offer).url());
            }
        } catch (IOException | RuntimeException e) {
            broken(started, e);
        }
    }

    @Override
    public void refused(SessionEnd end) {
        if (answered.compareAndSet(false, true)) {
            page(end.code(), end.reason());
        }
    }

    private void url(LiveSession started, String url) throws IOException {
        if (services.redirect()) {
            response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
            response.setHeader("Location", started.clientUrl(url));
            response.setHeader("Cache-Control", "no-store");
            exchange.complete();
        } else if (request.getMethod().equals("HEAD")) {
            exchange.complete();
            started.mediaEnded("only the head was asked for");
        } else if (sends) {
            open(started, new Command.OpenSource(token(url), bytes()), this::send);
        } else {
            open(started, new Command.OpenSink(token(url), bytes()), this::receive);
        }
    }

    private Command.ByteStreamRequest bytes() {
        return new Command.ByteStreamRequest(
                request.getRemoteAddr() + " " + request.getRemotePort(),
                sends ? null : request.getContentType(),
                sends ? -1 : request.getContentLengthLong());
    }

    private <T> void open(LiveSession started, Command<T> command, Opened<T> then) {
        services.door()
                .execute(command)
                .whenComplete((stream, failure) -> services.pumps()
                        .get()
                        .executor()
                        .execute(() -> {
                            try {
                                if (failure != null) {
                                    throw new KaskadoException(
                                            ContentErrorCode.MEDIA_SERVER,
                                            KaskadoException.messageOf(failure),
                                            failure);
                                }
                                then.with(started, stream);
                            } catch (IOException | RuntimeException e) {
                                broken(started, e);
                            }
                        }));
    }

    private void send(LiveSession started, MediaByteSource source) throws IOException {
        response.setContentType(source.contentType());
        response.setHeader("Cache-Control", "no-store");
        SourcePump.start(source, exchange, services.pumps().get(), (count, failure) -> {
            started.countBytes(count);
            over(started, failure);
        });
    }

    private void receive(LiveSession started, MediaByteSink sink) throws IOException {
        new UploadReceiver(services.settings().get().number("kaskado.upload.max-bytes"))
                .receive(request, response, sink, uploads(started, () -> {}));
    }

    private void item(LiveSession started, RepositoryItem item) throws IOException {
        if (!sends) {
            new UploadReceiver(services.settings().get().number("kaskado.upload.max-bytes"))
                    .receive(request, response, item, uploads(started, () -> over(started, null)));
            return;
        }
        StoredItemSender.send(item, request, response, new TransferListener() {
            @Override
            public void onStarted() {
                started.mediaStarted();
            }

            @Override
            public void onFinished(long bodyBytes) {
                started.countBytes(bodyBytes);
                over(started, null);
            }

            @Override
            public void onFailed(long bodyBytes, String description, @Nullable Throwable cause) {
                started.countBytes(bodyBytes);
                over(started, new IOException(description, cause));
            }
        });
    }

    /** A pipeline still works on its upload when the last byte is in: its endpoint ends the session, not the transfer. */
    private static UploadListener uploads(LiveSession started, Runnable whenFinished) {
        return new UploadListener() {
            @Override
            public void onStarted() {
                started.mediaStarted();
            }

            @Override
            public void onFinished(UploadOutcome outcome, HttpServletResponse response) {
                started.countBytes(outcome.bodyBytes());
                whenFinished.run();
            }

            @Override
            public void onFailed(long bodyBytes, String description, @Nullable Throwable cause) {
                started.countBytes(bodyBytes);
                over(started, new IOException(description, cause));
            }
        };
    }

    private static void over(LiveSession started, @Nullable Throwable failure) {
        if (failure == null) {
            started.mediaEnded("all bytes went through");
        } else {
            started.failed(ContentErrorCode.TUNNEL_IO.code(), KaskadoException.messageOf(failure));
        }
    }

    private void broken(LiveSession started, Exception failure) {
        int code = failure instanceof KaskadoException known ? known.getCode() : ContentErrorCode.TUNNEL_IO.code();
        started.failed(code, KaskadoException.messageOf(failure));
        page(code, KaskadoException.messageOf(failure));
    }

    private void page(int code, String sentence) {
        try {
            ErrorPage.send(response, code, sentence);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "an error page could not be sent", e);
        }
        try {
            exchange.complete();
        } catch (IllegalStateException completed) {
            LOG.log(System.Logger.Level.TRACE, "the exchange was completed before", completed);
        }
    }

    /** The last part of a media URL. */
    static String token(String url) {
        String path = url.toLowerCase(Locale.ROOT).startsWith("http")
                ? java.net.URI.create(url).getPath()
                : url;
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private void gone() {
        LiveSession asked = session;
        if (answered.compareAndSet(false, true) && asked != null) {
            asked.failed(ContentErrorCode.TUNNEL_IO.code(), "the client went away before the answer");
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        gone();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone();
    }

    @Override
    public void onError(AsyncEvent event) {
        gone();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    @FunctionalInterface
    private interface Opened<T> {
        void with(LiveSession session, T stream) throws IOException;
    }
}
