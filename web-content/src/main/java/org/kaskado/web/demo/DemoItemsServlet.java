package org.kaskado.web.demo;

import jakarta.json.Json;
import jakarta.json.JsonWriter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.repository.Repository;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryQuery;

/**
 * The repository for the home page: {@code GET demo/items?text=…} lists the newest items as JSON, {@code GET
 * demo/items/<id>/poster} gives a picture, {@code DELETE demo/items/<id>} removes an item. The bytes of items come from
 * {@code /repository/<id>}.
 */
@WebServlet(urlPatterns = {"/demo/items", "/demo/items/*"})
public final class DemoItemsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 60;
    private static final String POSTER = "/poster";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = pathOf(request);
        if (path.isEmpty()) {
            list(request.getParameter("text"), response);
        } else if (path.endsWith(POSTER)) {
            poster(path.substring(0, path.length() - POSTER.length()), response);
        } else {
            refuse(response, "there is nothing at '" + path + "'; known are <id>/poster and the list itself");
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<RepositoryItem> item = find(pathOf(request));
        if (item.isPresent()) {
            repository().remove(item.get());
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            refuse(response, "there is no item '" + pathOf(request) + "'; it may have been deleted already");
        }
    }

    private static void list(String text, HttpServletResponse response) throws IOException {
        RepositoryQuery query = RepositoryQuery.all().page(0, SHOWN).withText(text);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        try (JsonWriter writer = Json.createWriter(response.getWriter())) {
            writer.writeObject(DemoItems.json(repository().search(query)));
        }
    }

    private static void poster(String id, HttpServletResponse response) throws IOException {
        Optional<RepositoryItem> item = find(id);
        Optional<SeekableByteChannel> poster = item.isPresent() ? item.get().getPoster() : Optional.empty();
        if (poster.isEmpty()) {
            refuse(response, "the item '" + id + "' has no poster");
            return;
        }
        response.setContentType("image/jpeg");
        response.setHeader("Cache-Control", "private, max-age=3600");
        try (InputStream picture = Channels.newInputStream(poster.get())) {
            picture.transferTo(response.getOutputStream());
        }
    }

    private static Optional<RepositoryItem> find(String id) {
        return id.matches(Repository.ID_PATTERN) ? repository().findIfPresent(id) : Optional.empty();
    }

    private static Repository repository() {
        return Door.lookUp(Repository.JNDI_NAME, Repository.class);
    }

    private static String pathOf(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path.substring(1);
    }

    private static void refuse(HttpServletResponse response, String sentence) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(sentence);
    }
}
