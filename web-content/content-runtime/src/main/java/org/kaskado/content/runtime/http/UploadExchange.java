package org.kaskado.content.runtime.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.RepositoryItem;

/** One upload request and its answer. */
final class UploadExchange implements UploadReader.Answer {
    /** "Resume incomplete": the meaning that resumable uploads give to 308 without a Location. */
    private static final int SC_RESUME = 308;

    private static final Logger LOG = System.getLogger(UploadExchange.class.getName());

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final UploadListener listener;
    private final @Nullable RepositoryItem item;

    /**
     * An exchange.
     *
     * @param item what is uploaded into, or null for a pipeline
     */
    UploadExchange(
            HttpServletRequest request,
            HttpServletResponse response,
            UploadListener listener,
            @Nullable RepositoryItem item) {
        this.request = request;
        this.response = response;
        this.listener = listener;
        this.item = item;
    }

    HttpServletRequest request() {
        return request;
    }

    UploadListener listener() {
        return listener;
    }

    /** Answers a request whose body was not read. */
    void refuse(int status, String sentence) throws IOException {
        HttpProblem.send(response, status, sentence);
        complete();
        listener.onFailed(0, sentence, null);
    }

    /** Answers the question how far a resumable upload is. */
    void tellState(RepositoryItem asked) throws IOException {
        boolean isWhole = asked.getState() == RepositoryItem.State.STORED;
        setPieceStatus(asked, isWhole);
        listener.onFinished(new UploadOutcome(0, isWhole, null), response);
        complete();
    }

    /** Tells which bytes are here; without any the field is left out. */
    void setRange(long present) {
        if (present > 0) {
            response.setHeader("Range", "bytes=0-" + (present - 1));
        }
    }

    @Override
    public void done(UploadOutcome outcome) throws IOException {
        if (item == null) {
            response.setStatus(HttpServletResponse.SC_OK);
        } else {
            setPieceStatus(item, outcome.isWhole());
        }
        listener.onFinished(outcome, response);
    }

    private void setPieceStatus(RepositoryItem asked, boolean isWhole) {
        response.setStatus(isWhole ? HttpServletResponse.SC_OK : SC_RESUME);
        setRange(asked.getAttributes().contentLength());
    }

    @Override
    public void failed(@Nullable UploadRefusedException refusal, long bytes, String description, Throwable cause) {
        try {
            if (refusal != null) {
                HttpProblem.send(response, refusal.status(), description);
            } else {
                HttpProblem.send(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, description);
            }
        } catch (IOException | IllegalStateException vanished) {
            LOG.log(Level.DEBUG, "the client of a broken upload could not be answered", vanished);
        }
        listener.onFailed(bytes, description, cause);
    }

    private void complete() {
        if (request.isAsyncStarted()) {
            request.getAsyncContext().complete();
        }
    }
}
