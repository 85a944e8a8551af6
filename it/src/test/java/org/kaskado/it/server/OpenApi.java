package org.kaskado.it.server;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** The Open API as a client speaks it: JSON-RPC 2.0 by POST, and plain requests. */
public final class OpenApi {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** HTTP/1.1, since Payara loses a POST that asks for HTTP/2 over plain TCP and is answered asynchronously. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI service;
    private int nextId;

    public OpenApi(URI service) {
        this.service = service;
    }

    /** Sends a call and gives the whole answer. */
    public JsonObject call(String method, JsonObject parameters) {
        nextId++;
        return post(Json.createObjectBuilder()
                .add("jsonrpc", "2.0")
                .add("method", method)
                .add("params", parameters)
                .add("id", nextId)
                .build()
                .toString());
    }

    /** Sends a body as it is and gives the answer. */
    public JsonObject post(String body) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(service)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        try {
            return Json.createReader(new StringReader(answer.body())).readObject();
        } catch (jakarta.json.JsonException e) {
            throw new AssertionError("status " + answer.statusCode() + ", no JSON: " + answer.body(), e);
        }
    }

    /** Starts a session; its result has url and sessionId. Fails when the server refuses. */
    public JsonObject start() {
        JsonObject constraints = Json.createObjectBuilder()
                .add("audio", "recvonly")
                .add("video", "recvonly")
                .build();
        JsonObject answer = call(
                "start",
                Json.createObjectBuilder().add("constraints", constraints).build());
        JsonObject result = answer.getJsonObject("result");
        if (result == null || !result.containsKey("sessionId")) {
            throw new AssertionError("start was answered " + answer);
        }
        return result;
    }

    public JsonObject poll(String sessionId) {
        return call("poll", session(sessionId).build());
    }

    public JsonObject execute(String sessionId, String type, String data) {
        JsonObject command =
                Json.createObjectBuilder().add("type", type).add("data", data).build();
        return call("execute", session(sessionId).add("command", command).build());
    }

    public JsonObject terminate(String sessionId) {
        JsonObject reason =
                Json.createObjectBuilder().add("code", 1).add("message", "done").build();
        return call("terminate", session(sessionId).add("reason", reason).build());
    }

    private static JsonObjectBuilder session(String id) {
        return Json.createObjectBuilder().add("sessionId", id);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fetches media until its end into a file; gives the response's head. */
    public static HttpResponse<Path> download(URI uri, Path file) {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofFile(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a file as the body of a POST; gives the answer. */
    public static HttpResponse<String> upload(URI uri, Path file) {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofMinutes(2))
                                    .header("Content-Type", "video/mp4")
                                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request with headers that a Java client may not set, such as Host, over a bare socket; gives the status. */
    public static int rawStatus(URI uri, String... headers) {
        try (java.net.Socket socket = new java.net.Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + uri.getRawPath() + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            String line = new java.io.BufferedReader(new java.io.InputStreamReader(
                            socket.getInputStream(), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .readLine();
            return line == null ? 0 : Integer.parseInt(line.split(" ", 3)[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
