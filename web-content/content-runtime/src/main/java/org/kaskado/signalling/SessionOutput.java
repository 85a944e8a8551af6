package org.kaskado.signalling;

import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentCommand;

/** What a session machine wants done. Implementations only note it down; nothing may call back into the machine. */
public interface SessionOutput {
    /** Call {@code onContentRequest}. */
    void callContentRequest();

    /** Call {@code onContentStarted}, then start the media that the framework made. */
    void callContentStarted();

    /** Call {@code onContentCommand}, and report to {@code commandDone} or {@code commandFailed}. */
    void callContentCommand(long exchange, ContentCommand command);

    /** Call {@code onSessionTerminated} or {@code onSessionError}, after all other callbacks. */
    void callSessionEnded(SessionEnd end);

    /** The client's start is refused or has failed; without the control protocol this is an error page. */
    void refuseStart(SessionEnd end);

    /** Answer a command. */
    void answerCommand(long exchange, @Nullable String result);

    /** A command, a start or a poll cannot be carried out; the session is what it was. */
    void answerError(long exchange, int code, String message);

    /** Answer a poll. */
    void answerPoll(long exchange, EventBundle events);

    /** Send events over the attached connection, and report to {@code pushed}. */
    void push(long connection, EventBundle events);

    /** Release what the session holds. Comes once, at its end. */
    void release();

    /** Forget the session: its client has been told everything. Comes once, last. */
    void forget();
}
