package org.kaskado.signalling;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentEvent;

/** Writes down what a machine wants, one short line per action. */
final class RecordingOutput implements SessionOutput {
    final List<String> lines = new ArrayList<>();

    /** What came since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void callContentRequest() {
        lines.add("onContentRequest");
    }

    @Override
    public void callContentStarted() {
        lines.add("onContentStarted");
    }

    @Override
    public void callContentCommand(long exchange, ContentCommand command) {
        lines.add("onContentCommand " + exchange + " " + command.getType());
    }

    @Override
    public void callSessionEnded(SessionEnd end) {
        lines.add((end.isError() ? "onSessionError " : "onSessionTerminated ") + end.code());
    }

    @Override
    public void refuseStart(SessionEnd end) {
        lines.add("refuse " + end.code() + " " + end.reason());
    }

    @Override
    public void answerCommand(long exchange, @Nullable String result) {
        lines.add("command " + exchange + " = " + result);
    }

    @Override
    public void answerError(long exchange, int code, String message) {
        lines.add("error " + exchange + " " + code);
    }

    @Override
    public void answerPoll(long exchange, EventBundle events) {
        lines.add("poll " + exchange + " = " + show(events));
    }

    @Override
    public void push(long connection, EventBundle events) {
        lines.add("push " + connection + " = " + show(events));
    }

    @Override
    public void release() {
        lines.add("release");
    }

    @Override
    public void forget() {
        lines.add("forget");
    }

    private static String show(EventBundle events) {
        String content =
                events.contentEvents().stream().map(ContentEvent::getType).collect(Collectors.joining(","));
        SessionEnd end = events.end();
        return "[" + content + "]"
                + (end == null ? "" : (end.isError() ? " sessionError " : " sessionTerminated ") + end.code());
    }
}
