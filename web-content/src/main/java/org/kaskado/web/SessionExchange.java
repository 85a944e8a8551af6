package org.kaskado.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Configuration;
import org.kaskado.content.runtime.http.HttpProblem;
import org.kaskado.content.runtime.http.StoredItemSender;
import org.kaskado.content.runtime.http.TransferListener;
import org.kaskado.content.runtime.http.UploadListener;
import org.kaskado.content.runtime.http.UploadOutcome;
import org.kaskado.content.runtime.http.UploadReceiver;
import org.kaskado.content.runtime.http.UrlBytes;
import org.kaskado.repository.RepositoryHttpEndpoint;
import org.kaskado.repository.RepositoryHttpPlayer;
import org.kaskado.repository.RepositoryTransfer;

/**
 * One request to a player or recorder URL.
 *
 * @param settings asked when the request is an upload
 */
record SessionExchange(
        RepositoryHttpEndpoint session,
        Supplier<Configuration> settings,
        HttpServletRequest request,
        HttpServletResponse response) {
    private static final String PLAYER_METHODS = "GET, HEAD, OPTIONS";
    private static final String RECORDER_METHODS = "POST, PUT, OPTIONS";

    void run() throws IOException {
        boolean isPlayer = session instanceof RepositoryHttpPlayer;
        String allowed = isPlayer ? PLAYER_METHODS : RECORDER_METHODS;
        String method = request.getMethod();
        if (method.equals("OPTIONS")) {
            response.setHeader("Allow", allowed);
        } else if (isPlayer && (method.equals("GET") || method.equals("HEAD"))) {
            RepositoryTransfer transfer = session.beginTransfer();
            StoredItemSender.send(
                    session.getRepositoryItem(), request, response, new Sending(transfer, request.getRequestURI()));
        } else if (!isPlayer && (method.equals("POST") || method.equals("PUT"))) {
            RepositoryTransfer transfer = session.beginTransfer();
            UploadReceiver receiver = new UploadReceiver(settings.get().number("kaskado.upload.max-bytes"));
            receiver.receive(
                    request, response, session.getRepositoryItem(), new Receiving(transfer, request.getRequestURI()));
        } else {
            HttpProblem.methodNotAllowed(response, method, allowed);
        }
    }

    private record Sending(RepositoryTransfer transfer, String url) implements TransferListener {
        @Override
        public void onFinished(long bodyBytes) {
            UrlBytes.server().count(url, bodyBytes);
            transfer.finished();
        }

        @Override
        public void onFailed(long bodyBytes, String description, @Nullable Throwable cause) {
            UrlBytes.server().count(url, bodyBytes);
            transfer.failed(description, cause);
        }
    }

    private record Receiving(RepositoryTransfer transfer, String url) implements UploadListener {
        @Override
        public void onFinished(UploadOutcome outcome, HttpServletResponse response) {
            UrlBytes.server().count(url, outcome.bodyBytes());
            transfer.finished();
        }

        @Override
        public void onFailed(long bodyBytes, String description, @Nullable Throwable cause) {
            UrlBytes.server().count(url, bodyBytes);
            transfer.failed(description, cause);
        }
    }
}
