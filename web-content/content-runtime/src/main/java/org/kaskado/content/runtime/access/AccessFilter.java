package org.kaskado.content.runtime.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kaskado.content.ErrorTable;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.door.ServerSettings;

/**
 * Puts the access rule before servlets, and answers CORS preflights. Everything needs access, but for the paths of the
 * init parameter {@code open}: a list separated by blanks of exact paths, folders ({@code /media/}) and endings
 * ({@code *.css}); those are still checked for Host and Origin. Register it for {@code /*} with async support.
 */
public class AccessFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(AccessFilter.class.getName());

    private final transient AccessGate gate;
    private transient OpenPaths open = OpenPaths.NONE;

    /** For the container. */
    public AccessFilter() {
        this(new AccessGate(new ServerSettings(new Door())));
    }

    AccessFilter(AccessGate gate) {
        this.gate = gate;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        open = OpenPaths.parse(config.getInitParameter("open"));
        try {
            gate.prepare();
        } catch (KaskadoException notReady) { // told again, to the client, at the first request
            LOG.log(System.Logger.Level.WARNING, "the access token is not prepared: {0}", notReady.getMessage());
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        AccessDecision decision;
        try {
            if (Cors.apply(gate.settings(), request, response)) {
                return;
            }
            decision = decide(request);
        } catch (KaskadoException e) {
            refuse(response, ErrorTable.httpStatus(e.getCode()), KaskadoException.messageOf(e));
            return;
        }
        if (decision instanceof AccessDecision.Refused refused) {
            refuse(response, refused.status(), refused.message());
        } else {
            request.setAttribute(AccessGate.GRANT_ATTRIBUTE, ((AccessDecision.Granted) decision).grant());
            chain.doFilter(request, response);
        }
    }

    private AccessDecision decide(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (open.has(path)) {
            Optional<AccessDecision.Refused> refused = gate.checkOrigin(request);
            return refused.isPresent() ? refused.get() : new AccessDecision.Granted(AccessGrant.PLAIN);
        }
        return gate.decide(request);
    }

    private static void refuse(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"kaskado\"");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain;charset=UTF-8");
        byte[] body = (message + "\n").getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
