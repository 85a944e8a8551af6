package org.kaskado.content;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.kaskado.media.MediaObject;
import org.kaskado.media.MediaPipelineFactory;
import org.kaskado.repository.Repository;

/**
 * One client's use of one service. All methods may be called from any thread.
 *
 * <p>Life: the handler's {@code onContentRequest} starts or terminates it; it is active while media may flow; it ends
 * once, by the client, the handler, the end of the media or an error.
 */
public interface ContentSession {
    /** The unguessable name of the session: at least 130 random bits in lower-case letters and digits. */
    String getSessionId();

    /** What the {@code *} of the service's path stood for, without a leading slash; null when there is none. */
    @Nullable
    String getContentId();

    /** An attribute, or null; readable after the end of the session too. */
    @Nullable
    Object getAttribute(String name);

    /**
     * Sets an attribute; null removes it.
     *
     * @return the former value, or null
     */
    @Nullable
    Object setAttribute(String name, @Nullable Object value);

    /**
     * Removes an attribute.
     *
     * @return the former value, or null
     */
    @Nullable
    Object removeAttribute(String name);

    /**
     * A read-only snapshot of the request that made the session: headers, parameters, cookies, user and roles.
     *
     * @throws KaskadoException 10006 when the request was answered already
     */
    HttpServletRequest getHttpServletRequest();

    /** Makes media pipelines; they belong to this application and end with it. */
    MediaPipelineFactory getMediaPipelineFactory();

    /**
     * Ends the session; a session that has ended stays as it is. Before {@code start} the client's request is refused
     * with this code and message, afterwards the client is told by an event.
     *
     * @param code an HTTP status, or a code of the application's own
     */
    void terminate(int code, String message);

    /**
     * Queues an event for the client. The queue is bounded ({@code kaskado.sessions.event-queue}): when the client does
     * not fetch, the oldest event is dropped.
     *
     * @throws KaskadoException 10001 when the session has ended
     */
    void publishEvent(ContentEvent event);

    /**
     * Releases an object when the session ends: in the background, the last one given first.
     *
     * @throws KaskadoException 10001 when the session has ended already; the object is released at once
     */
    void releaseOnTerminate(MediaObject object);

    /** The stored items. */
    Repository getRepository();
}
