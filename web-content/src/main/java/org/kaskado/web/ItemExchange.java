package org.kaskado.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kaskado.catalogue.Configuration;
import org.kaskado.content.runtime.http.HttpProblem;
import org.kaskado.content.runtime.http.StoredBytes;
import org.kaskado.content.runtime.http.StoredItemSender;
import org.kaskado.content.runtime.http.TransferListener;
import org.kaskado.content.runtime.http.UploadReceiver;
import org.kaskado.repository.Repository;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemAttributes;
import org.kaskado.repository.RepositoryItemInfo;
import org.kaskado.repository.RepositoryQuery;

/**
 * One request to the list of items or to an item.
 *
 * @param settings asked when the request is an upload
 */
record ItemExchange(
        Repository repository,
        Supplier<Configuration> settings,
        HttpServletRequest request,
        HttpServletResponse response) {
    private static final String LIST_METHODS = "GET, POST, OPTIONS";
    private static final String ITEM_METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS";
    private static final String VIEW_METHODS = "GET, HEAD, OPTIONS";
    private static final String INFO = "/info";
    private static final String POSTER = "/poster";
    private static final String METADATA = "meta.";

    void run(String path) throws IOException {
        if (path.isEmpty()) {
            runList();
        } else if (path.endsWith(INFO)) {
            view(path.substring(0, path.length() - INFO.length()), this::sendInfo);
        } else if (path.endsWith(POSTER)) {
            view(path.substring(0, path.length() - POSTER.length()), this::sendPoster);
        } else {
            runItem(path);
        }
    }

    private void runList() throws IOException {
        switch (request.getMethod()) {
            case "GET" -> list();
            case "POST" -> receive(repository.createRepositoryItem(), true);
            case "OPTIONS" -> response.setHeader("Allow", LIST_METHODS);
            default -> HttpProblem.methodNotAllowed(response, request.getMethod(), LIST_METHODS);
        }
    }

    private void runItem(String id) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> {
                Optional<RepositoryItem> item = find(id);
                if (item.isPresent()) {
                    StoredItemSender.send(item.get(), request, response, TransferListener.SILENT);
                }
            }
            case "PUT", "POST" -> {
                Optional<RepositoryItem> item = repository.findIfPresent(id);
                receive(item.orElseGet(() -> repository.createRepositoryItem(id)), item.isEmpty());
            }
            case "DELETE" -> delete(id);
            case "OPTIONS" -> response.setHeader("Allow", ITEM_METHODS);
            default -> HttpProblem.methodNotAllowed(response, request.getMethod(), ITEM_METHODS);
        }
    }

    /** Shows something of an item. */
    private interface View {
        void send(RepositoryItem item) throws IOException;
    }

    private void view(String id, View view) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> {
                Optional<RepositoryItem> item = find(id);
                if (item.isPresent()) {
                    view.send(item.get());
                }
            }
            case "OPTIONS" -> response.setHeader("Allow", VIEW_METHODS);
            default -> HttpProblem.methodNotAllowed(response, request.getMethod(), VIEW_METHODS);
        }
    }

    private Optional<RepositoryItem> find(String id) throws IOException {
        Optional<RepositoryItem> item =
                id.matches(Repository.ID_PATTERN) ? repository.findIfPresent(id) : Optional.empty();
        if (item.isEmpty()) {
            HttpProblem.send(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "There is no item and no open player or recorder URL '" + id + "'.");
        }
        return item;
    }

    private void receive(RepositoryItem item, boolean isNew) throws IOException {
        Map<String, String> metadata = metadata();
        if (isNew && !metadata.isEmpty()) {
            item.setMetadata(metadata);
        }
        UploadReceiver receiver = new UploadReceiver(settings.get().number("kaskado.upload.max-bytes"));
        receiver.receive(request, response, item, new ItemUpload(repository, item, isNew, base()));
    }

    private void delete(String id) throws IOException {
        Optional<RepositoryItem> item = find(id);
        if (item.isPresent()) {
            repository.remove(item.get());
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }

    private void list() throws IOException {
        String state = request.getParameter("state");
        RepositoryQuery query = RepositoryQuery.all();
        query = query.page(number("offset", query.offset()), number("limit", query.limit()))
                .withText(request.getParameter("text"))
                .withState(state == null ? null : state(state))
                .withMetadata(metadata());
        sendJson(response, ItemJson.page(repository.search(query), base()));
    }

    private static RepositoryItem.State state(String name) {
        try {
            return RepositoryItem.State.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "state is '" + name + "'; allowed are NEW, STORING, STORED and INCOMPLETE", unknown);
        }
    }

    private int number(String name, int missing) {
        String text = request.getParameter(name);
        try {
            return text == null ? missing : Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(name + " is '" + text + "'; a whole number is expected", wrong);
        }
    }

    /** Query parameters {@code meta.name=value}; only of the query string, since reading others would eat the body. */
    private Map<String, String> metadata() {
        Map<String, String> found = new HashMap<>();
        String query = request.getQueryString();
        if (query != null && query.contains(METADATA)) {
            QueryString.parse(query).forEach((name, value) -> {
                if (name.startsWith(METADATA)) {
                    found.put(name.substring(METADATA.length()), value);
                }
            });
        }
        return found;
    }

    private void sendInfo(RepositoryItem item) throws IOException {
        sendJson(response, ItemJson.item(item.getInfo(), base()));
    }

    private void sendPoster(RepositoryItem item) throws IOException {
        RepositoryItemInfo info = item.getInfo();
        if (!info.hasPoster()) {
            String why = "The item '" + item.getId() + "' has no poster; its inspection is " + info.inspection() + ".";
            HttpProblem.send(response, HttpServletResponse.SC_NOT_FOUND, why);
            return;
        }
        RepositoryItemAttributes attributes = info.attributes();
        String tag = attributes.eTag().substring(0, attributes.eTag().length() - 1) + "-poster\"";
        long length;
        try (var poster = item.getPoster().orElseThrow()) {
            length = poster.size();
        }
        StoredBytes bytes = new StoredBytes(
                "image/jpeg",
                length,
                tag,
                attributes.lastModified(),
                () -> item.getPoster().orElseThrow());
        StoredItemSender.send(bytes, request, response, TransferListener.SILENT);
    }

    private String base() {
        return request.getContextPath() + "/repository";
    }

    static void sendJson(HttpServletResponse response, JsonObject json) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        try (JsonWriter writer = Json.createWriter(response.getOutputStream())) {
            writer.writeObject(json);
        }
    }
}
