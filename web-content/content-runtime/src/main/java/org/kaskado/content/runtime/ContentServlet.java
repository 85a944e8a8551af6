package org.kaskado.content.runtime;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kaskado.catalogue.Configuration;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.access.AccessDecision;
import org.kaskado.content.runtime.access.AccessGrant;
import org.kaskado.content.runtime.access.Cors;
import org.kaskado.content.runtime.bare.BareExchange;
import org.kaskado.content.runtime.bare.ErrorPage;
import org.kaskado.content.runtime.openapi.Caller;
import org.kaskado.content.runtime.openapi.OpenApiDoor;
import org.kaskado.content.runtime.openapi.PostEntry;
import org.kaskado.content.runtime.openapi.SocketEntry;
import org.kaskado.content.runtime.service.HandlerRoles;
import org.kaskado.content.runtime.service.ServiceDescriptor;
import org.kaskado.content.runtime.service.ServiceKind;
import org.kaskado.content.runtime.session.ClientFacts;
import org.kaskado.content.runtime.session.LiveSession;
import org.kaskado.content.runtime.session.RequestSnapshot;
import org.kaskado.content.runtime.session.SessionTable;

/** The one servlet behind every handler: access, then JSON-RPC, WebSocket or bare media. */
final class ContentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String ASYNC_SENTENCE =
            "A filter before the handler does not support asynchronous requests: give each filter of this web application"
                    + " asyncSupported=true (@WebFilter) or <async-supported>true</async-supported> (web.xml).";

    private final transient ServiceDescriptor service;
    private final transient ContentApplication application;
    private transient @Nullable SessionTable sessions;
    private transient @Nullable OpenApiDoor door;

    ContentServlet(ServiceDescriptor service, ContentApplication application) {
        this.service = service;
        this.application = application;
    }

    @Override
    public void init() throws ServletException {
        try {
            sessions = application.publish(service);
            door = new OpenApiDoor(sessions);
        } catch (RuntimeException e) {
            throw new ServletException(
                    "the handler " + service.handler().getName() + " cannot be made: " + KaskadoException.messageOf(e),
                    e);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            if (Cors.apply(application.gate().settings(), request, response)) {
                return;
            }
            AccessDecision decision = application.gate().decide(request);
            if (decision instanceof AccessDecision.Refused refused) {
                refuse(response, refused.status(), refused.message());
                return;
            }
            AccessGrant grant = ((AccessDecision.Granted) decision).grant();
            if (!grant.admitsTo(contentId(request))) {
                refuse(response, 403, "the token is good for the room '" + grant.room() + "' only");
                return;
            }
            if (!request.isAsyncSupported()) {
                throw new KaskadoException(ASYNC_SENTENCE, 500);
            }
            dispatch(request, response, grant);
        } catch (KaskadoException e) {
            ErrorPage.send(response, e.getCode(), KaskadoException.messageOf(e));
        }
    }

    private void dispatch(HttpServletRequest request, HttpServletResponse response, AccessGrant grant)
            throws ServletException, IOException {
        Configuration settings = application.settings().get();
        ClientFacts client = ClientFacts.of(request, grant, settings.list("kaskado.trusted-proxies"));
        RequestSnapshot snapshot = new RequestSnapshot(request, client.hasRole());
        if (!service.controlProtocol()) {
            bare(request, response, client, snapshot);
            return;
        }
        String contentId = contentId(request);
        int maxBytes = (int) settings.number("kaskado.rpc.max-bytes");
        OpenApiDoor opened = Objects.requireNonNull(door);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> {
                if (SocketEntry.isWanted(request)) {
                    new SocketEntry(opened, application.sockets())
                            .take(
                                    request,
                                    response,
                                    connection -> new Caller(contentId, client, snapshot, connection),
                                    maxBytes);
                } else {
                    ErrorPage.send(
                            response,
                            ContentErrorCode.NOT_IMPLEMENTED.code(),
                            "This address speaks JSON-RPC 2.0, by POST or over a WebSocket; a bare GET has no meaning here."
                                    + " Use the browser SDK, or set useControlProtocol=false on the handler.");
                }
            }
            case "POST" -> new PostEntry(opened).take(request, new Caller(contentId, client, snapshot, null), maxBytes);
            default -> otherMethod(request, response, "GET (WebSocket), POST, OPTIONS");
        }
    }

    private void bare(
            HttpServletRequest request, HttpServletResponse response, ClientFacts client, RequestSnapshot snapshot)
            throws IOException {
        boolean sends = service.kind() == ServiceKind.HTTP_PLAYER;
        String method = request.getMethod();
        boolean allowed = sends
                ? method.equals("GET") || method.equals("HEAD") || method.equals("POST")
                : method.equals("POST") || method.equals("PUT") || (method.equals("GET") && service.redirect());
        if (!allowed) {
            otherMethod(request, response, sends ? "GET, HEAD, POST, OPTIONS" : "POST, PUT, OPTIONS");
            return;
        }
        HandlerRoles.Rule rule = service.roles().request();
        if (!rule.admits(client.hasRole())) {
            refuse(response, client.user() == null ? 401 : 403, rule.sentence());
            return;
        }
        LiveSession session = Objects.requireNonNull(sessions).create(contentId(request), client, snapshot);
        new BareExchange(application.bare(service), sends, request, response).begin(session);
    }

    private static void otherMethod(HttpServletRequest request, HttpServletResponse response, String allowed)
            throws IOException {
        response.setHeader("Allow", allowed);
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            ErrorPage.send(
                    response,
                    HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                    "The method " + request.getMethod() + " is not allowed here; allowed are " + allowed + ".");
        }
    }

    private static void refuse(HttpServletResponse response, int status, String sentence) throws IOException {
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"kaskado\"");
        }
        ErrorPage.send(response, status, sentence);
    }

    /** The path behind the mapping without its first slash; null for an exact mapping. */
    private static @Nullable String contentId(HttpServletRequest request) {
        String info = request.getPathInfo();
        return info == null || info.length() < 2 ? null : info.substring(1);
    }
}
