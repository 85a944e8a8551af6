package org.kaskado.content.runtime.openapi;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Answers one POST, whenever that is possible, without a waiting thread; the exchange is completed once. */
final class HttpAnswer implements Answer, AsyncListener, WriteListener {
    private static final System.Logger LOG = System.getLogger(HttpAnswer.class.getName());

    private final AsyncContext exchange;
    private final AtomicBoolean sent = new AtomicBoolean();
    private final AtomicBoolean completed = new AtomicBoolean();
    private volatile @Nullable Runnable whenGone;
    private volatile @Nullable Writing writing;

    private static final class Writing {
        final ServletOutputStream out;
        byte @Nullable [] body;

        Writing(ServletOutputStream out, byte[] body) {
            this.out = out;
            this.body = body;
        }
    }

    HttpAnswer(AsyncContext exchange) {
        this.exchange = exchange;
        exchange.setTimeout(0);
        exchange.addListener(this);
    }

    @Override
    public void whenGone(Runnable action) {
        whenGone = action;
    }

    @Override
    public void send(@Nullable String json) {
        if (!sent.compareAndSet(false, true)) {
            return;
        }
        HttpServletResponse response = (HttpServletResponse) exchange.getResponse();
        response.setHeader("Cache-Control", "no-store");
        if (json == null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            complete();
            return;
        }
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(body.length);
        try {
            ServletOutputStream out = response.getOutputStream();
            writing = new Writing(out, body);
            out.setWriteListener(this);
        } catch (IOException | IllegalStateException e) {
            onError(e);
        }
    }

    @Override
    public void onWritePossible() throws IOException {
        Writing now = writing;
        while (now != null && now.out.isReady()) {
            byte[] body = now.body;
            if (body == null) {
                complete();
                return;
            }
            now.body = null;
            now.out.write(body);
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.log(System.Logger.Level.DEBUG, "an answer could not be sent", failure);
        gone();
        complete();
    }

    private void gone() {
        Runnable action = whenGone;
        if (action != null && sent.compareAndSet(false, true)) {
            action.run();
        }
    }

    private void complete() {
        if (completed.compareAndSet(false, true)) {
            exchange.complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        completed.set(true);
        gone();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone();
        complete();
    }

    @Override
    public void onError(AsyncEvent event) {
        gone();
        complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
