package org.kaskado.web;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.kaskado.content.ErrorTable;
import org.kaskado.content.KaskadoException;
import org.kaskado.content.runtime.access.AccessDecision;
import org.kaskado.content.runtime.access.AccessGate;
import org.kaskado.content.runtime.access.AccessGrant;
import org.kaskado.content.runtime.door.Door;
import org.kaskado.content.runtime.door.ServerSettings;
import org.kaskado.content.runtime.http.HttpProblem;
import org.kaskado.repository.Repository;
import org.kaskado.repository.RepositoryHttpEndpoint;

/**
 * {@code /repository}: the list of items and new ones; {@code /repository/<id>}: the bytes of one, {@code …/info} and
 * {@code …/poster}; {@code /repository/<session id>}: the same bytes for the holder of a player or recorder URL.
 *
 * <p>Items need access by the rule of all doors, which is asked here and not by the filter, because the session id of a
 * player or recorder URL is a credential by itself.
 */
@WebServlet(
        urlPatterns = {"/repository", "/repository/*"},
        asyncSupported = true)
public final class RepositoryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ServerSettings settings = new ServerSettings(new Door());
    private final transient AccessGate gate = new AccessGate(settings);

    /** For the container. */
    public RepositoryServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Repository repository = Door.lookUp(Repository.JNDI_NAME, Repository.class);
            String path =
                    request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
            Optional<RepositoryHttpEndpoint> session =
                    path.isEmpty() ? Optional.empty() : repository.findHttpEndpoint(path);
            if (session.isPresent()) {
                new SessionExchange(session.get(), settings, request, response).run();
            } else {
                Optional<AccessGrant> grant = admit(path, request, response);
                if (grant.isPresent()) {
                    new ItemExchange(repository, settings, request, response).run(path);
                }
            }
        } catch (KaskadoException failed) {
            HttpProblem.send(response, ErrorTable.httpStatus(failed.getCode()), KaskadoException.messageOf(failed));
        } catch (NoSuchElementException gone) {
            HttpProblem.send(response, HttpServletResponse.SC_NOT_FOUND, sentence(gone));
        } catch (IllegalArgumentException wrong) {
            HttpProblem.send(response, HttpServletResponse.SC_BAD_REQUEST, sentence(wrong));
        } catch (IllegalStateException refused) {
            HttpProblem.send(response, HttpServletResponse.SC_CONFLICT, sentence(refused));
        }
    }

    private Optional<AccessGrant> admit(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AccessDecision decision = gate.decide(request);
        if (decision instanceof AccessDecision.Refused refused) {
            if (refused.status() == HttpServletResponse.SC_UNAUTHORIZED) {
                response.setHeader("WWW-Authenticate", "Bearer realm=\"kaskado\"");
            }
            HttpProblem.send(response, refused.status(), refused.message());
            return Optional.empty();
        }
        AccessGrant grant = ((AccessDecision.Granted) decision).grant();
        if (!grant.admitsTo(path.isEmpty() ? null : path)) {
            String sentence = "Your token is good for '" + grant.room() + "' only.";
            HttpProblem.send(response, HttpServletResponse.SC_FORBIDDEN, sentence);
            return Optional.empty();
        }
        return Optional.of(grant);
    }

    private static String sentence(RuntimeException failure) {
        String message = KaskadoException.messageOf(failure);
        return message.substring(0, 1).toUpperCase(Locale.ROOT)
                + message.substring(1)
                + (message.endsWith(".") ? "" : ".");
    }
}
