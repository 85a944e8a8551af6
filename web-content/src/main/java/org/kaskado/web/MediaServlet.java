package org.kaskado.web;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.kaskado.content.ErrorTable;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.door.ServerSettings;
import org.kaskado.content.runtime.http.HttpProblem;
import org.kaskado.content.runtime.media.MediaUrls;

/** {@code /media/<token>}: GET plays what a pipeline sends, POST and PUT feed one. The token is the credential. */
@WebServlet(urlPatterns = "/media/*", asyncSupported = true)
public final class MediaServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected
    private transient ManagedExecutorService executor;

    @Resource
    @SuppressWarnings("NullAway.Init") // injected
    private transient ManagedScheduledExecutorService timer;

    @SuppressWarnings("NullAway.Init") // set by init
    private transient MediaUrls urls;

    @Override
    public void init() {
        Door door = new Door();
        urls = new MediaUrls(door, new ServerSettings(door), executor, timer);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String token = path == null ? "" : path.substring(1);
        try {
            switch (request.getMethod().toUpperCase(Locale.ROOT)) {
                case "GET" -> urls.send(token, request, response);
                case "POST", "PUT" -> urls.receive(token, request, response);
                case "OPTIONS" -> response.setHeader("Allow", MediaUrls.allowed());
                default -> HttpProblem.methodNotAllowed(response, request.getMethod(), MediaUrls.allowed());
            }
        } catch (KaskadoException unavailable) {
            int status = ErrorTable.httpStatus(unavailable.getCode());
            HttpProblem.send(response, status, KaskadoException.messageOf(unavailable));
            if (request.isAsyncStarted()) {
                request.getAsyncContext().complete();
            }
        }
    }
}
