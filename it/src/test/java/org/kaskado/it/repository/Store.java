package org.kaskado.it.repository;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kaskado.it.server.KaskadoServer;

/** The repository of a server as an HTTP client sees it. */
final class Store {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final KaskadoServer server;

    Store(KaskadoServer server) {
        this.server = server;
    }

    URI uri(String path) {
        return server.uri("/kaskado/repository" + path);
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(uri(path), headers).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> text(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(uri(path), headers).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> put(String path, Path file, String... headers) throws IOException, InterruptedException {
        return send("PUT", path, BodyPublishers.ofFile(file), headers);
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(uri(path), headers).method(method, body).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI uri, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    /** A number of the metrics page. */
    long metric(String name) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri("/kaskado/metrics")).build();
        String page = client.send(request, BodyHandlers.ofString()).body();
        Matcher line = Pattern.compile("(?m)^" + name + " (\\d+)$").matcher(page);
        if (!line.find()) {
            throw new AssertionError("no " + name + " in\n" + page);
        }
        return Long.parseLong(line.group(1));
    }
}
