package org.kaskado.it.content;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Speaks to a handler. */
final class Client {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** One JSON-RPC request by POST. */
    JsonObject call(URI handler, String method, String params) {
        return json(post(handler, message(method, params)));
    }

    static String message(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + ",\"id\":7}";
    }

    String post(URI handler, String body) {
        return postRaw(handler, body).body();
    }

    HttpResponse<String> postRaw(URI handler, String body) {
        return send(HttpRequest.newBuilder(handler).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The same without waiting for the answer. */
    CompletableFuture<String> postLater(URI handler, String body) {
        HttpRequest request = HttpRequest.newBuilder(handler)
                .timeout(LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(HttpResponse::body);
    }

    HttpResponse<String> get(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    byte[] bytes(URI uri) {
        try {
            return http.send(
                            HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Socket socket(URI uri) {
        Socket socket = new Socket();
        socket.connection = http.newWebSocketBuilder().buildAsync(uri, socket).join();
        return socket;
    }

    /** A WebSocket whose texts wait in a queue. */
    static final class Socket implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();
        private @Nullable WebSocket connection;

        void say(String text) {
            connection.sendText(text, true).join();
        }

        JsonObject next() {
            try {
                String text = received.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
                if (text == null) {
                    throw new AssertionError("nothing came over the WebSocket");
                }
                return json(text);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        void vanish() {
            connection.abort();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            parts.append(text);
            if (last) {
                received.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
