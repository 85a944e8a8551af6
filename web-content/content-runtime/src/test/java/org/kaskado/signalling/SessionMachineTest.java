package org.kaskado.signalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kaskado.content.ContentCommand;
import org.kaskado.content.ContentEvent;
import org.kaskado.content.KaskadoException;

class SessionMachineTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final SessionLimits LIMITS =
            new SessionLimits(30 * SECOND, 15 * SECOND, 300 * SECOND, 60 * SECOND, 3);

    private final RecordingOutput out = new RecordingOutput();
    private final SessionMachine session = new SessionMachine(0, LIMITS);

    // --- callback order, content-api.md §1.7

    @Test
    void shouldCallRequestStartedTerminatedWhenAPlayerIsNormal() {
        active();
        session.mediaStarted(out);
        session.ended(9, media(), out);
        assertThat(out.take()).containsExactly("onContentStarted", "onSessionTerminated 1", "release");
        session.pollReceived(10, 7, out);
        assertThat(out.take()).containsExactly("poll 7 = [] sessionTerminated 1", "forget");
    }

    @Test
    void shouldCallRequestStartedErrorWhenTheMediaIsBad() {
        active();
        session.mediaStarted(out);
        session.ended(9, error(30000), out);
        session.pollReceived(10, 7, out);
        assertThat(out.take())
                .containsExactly(
                        "onContentStarted",
                        "onSessionError 30000",
                        "release",
                        "poll 7 = [] sessionError 30000",
                        "forget");
    }

    @Test
    void shouldStartAfterAnExceptionThatTheHandlerRecoversFrom() {
        session.startRequested(0, 1, out);
        session.starting(); // in onUncaughtException
        assertThat(session.started(0, out)).isTrue();
        session.mediaStarted(out);
        session.ended(1, media(), out);
        assertThat(out.take())
                .containsExactly("onContentRequest", "onContentStarted", "onSessionTerminated 1", "release");
    }

    @Test
    void shouldRefuseTheClientWhenTheHandlerDoesNothing() {
        session.startRequested(0, 1, out);
        assertThat(session.deadlineNs()).isEqualTo(30 * SECOND);
        session.onTime(30 * SECOND - 1, out);
        assertThat(out.take()).containsExactly("onContentRequest");
        session.onTime(30 * SECOND, out);
        assertThat(out.take())
                .containsExactly(
                        "refuse 20011 the handler neither started nor terminated the session within 30.0 s",
                        "onSessionError 20011",
                        "release",
                        "forget");
    }

    @Test
    void shouldRefuseTheClientWhenTheHandlerTerminates() {
        session.startRequested(0, 1, out);
        session.ended(1, new SessionEnd(SessionEnd.Cause.HANDLER, 503, "full"), out);
        assertThat(out.take())
                .containsExactly("onContentRequest", "refuse 503 full", "onSessionTerminated 503", "release", "forget");
        assertThatThrownBy(session::starting)
                .isInstanceOf(KaskadoException.class)
                .hasMessageContaining("503 full")
                .extracting(e -> ((KaskadoException) e).getCode())
                .isEqualTo(10001);
    }

    @Test
    void shouldKeepTheOrderWhenACommandThrows() {
        active();
        session.commandReceived(1, 2, command(), out);
        session.commandFailed(2, 2, 9999, "boom", out);
        session.ended(2, new SessionEnd(SessionEnd.Cause.HANDLER, 9999, "boom"), out); // by onUncaughtException
        assertThat(out.take())
                .containsExactly("onContentCommand 2 go", "error 2 9999", "onSessionTerminated 9999", "release");
        session.pollReceived(3, 4, out);
        assertThat(out.take()).containsExactly("poll 4 = [] sessionTerminated 9999", "forget");
    }

    // --- states, §1.6

    @Test
    void shouldAnswerASecondStartWithAnErrorAndGoOn() {
        active();
        session.startRequested(1, 2, out);
        assertThat(out.take()).containsExactly("error 2 10008");
        assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void shouldTakeOnlyTheFirstEnd() {
        active();
        session.ended(1, media(), out);
        session.ended(2, error(1), out);
        assertThat(out.take()).containsExactly("onSessionTerminated 1", "release");
    }

    @Test
    void shouldNotSendTheAnswerOfASessionThatEndedMeanwhile() {
        session.startRequested(0, 1, out);
        session.starting();
        session.ended(1, error(9999), out);
        assertThat(session.started(0, out)).isFalse();
        assertThat(out.take()).contains("refuse 9999 failed");
    }

    @Test
    void shouldCallStartedAfterTheAnswerWhenMediaWasFaster() {
        session.startRequested(0, 1, out);
        session.starting();
        session.mediaStarted(out);
        assertThat(out.take()).containsExactly("onContentRequest");
        session.started(0, out);
        session.mediaStarted(out);
        assertThat(out.take()).containsExactly("onContentStarted");
    }

    @Test
    void shouldMakeASessionByACommandAndStartItLater() {
        session.commandReceived(0, 1, command(), out);
        session.commandDone(1, 1, "yes", out);
        session.startRequested(2, 2, out);
        session.starting();
        session.started(0, out);
        assertThat(out.take()).containsExactly("onContentCommand 1 go", "command 1 = yes", "onContentRequest");
    }

    @Test
    void shouldGiveNoSessionToAClientWhoseFirstCommandFails() {
        session.commandReceived(0, 1, command(), out);
        session.commandFailed(1, 1, 10026, "no commands", out);
        assertThat(out.take())
                .containsExactly("onContentCommand 1 go", "error 1 10026", "onSessionError 10026", "release", "forget");
    }

    @Test
    void shouldSurviveAFailingCommandOnceTheClientKnowsTheSession() {
        active();
        session.commandReceived(0, 1, command(), out);
        session.commandFailed(1, 1, 42, "no", out);
        assertThat(out.take()).containsExactly("onContentCommand 1 go", "error 1 42");
        assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
    }

    @Test
    void shouldEndASessionThatIsNeverStarted() {
        session.commandReceived(0, 1, command(), out);
        session.commandDone(SECOND, 1, "yes", out);
        out.take();
        session.onTime(300 * SECOND, out);
        assertThat(out.take()).isEmpty();
        session.onTime(301 * SECOND, out);
        assertThat(out.take()).containsExactly("onSessionError 20011", "release");
    }

    @Test
    void shouldAnswerACommandAfterTheEndWithAnError() {
        active();
        session.ended(1, media(), out);
        out.take();
        session.commandReceived(2, 5, command(), out);
        assertThat(out.take()).containsExactly("error 5 10011");
    }

    @Test
    void shouldEndAnActiveSessionWhoseMediaNobodyFetches() {
        active();
        session.onTime(300 * SECOND, out);
        assertThat(out.take()).containsExactly("onSessionError 20011", "release");
    }

    @Test
    void shouldKeepAnActiveSessionWhoseClientIsConnected() {
        active();
        session.attached(1, 100, out);
        session.onTime(301 * SECOND, out);
        assertThat(out.take()).isEmpty();
        assertThat(session.deadlineNs()).isEqualTo(601 * SECOND);
    }

    @Test
    void shouldWaitForNothingOnceMediaFlows() {
        active();
        session.mediaStarted(out);
        assertThat(session.deadlineNs()).isEqualTo(SessionMachine.NEVER);
    }

    // --- polls, §2.4

    @Test
    void shouldAnswerAPollWithNothingAfterItsTime() {
        active();
        session.pollReceived(SECOND, 2, out);
        assertThat(session.deadlineNs()).isEqualTo(16 * SECOND);
        session.onTime(16 * SECOND, out);
        assertThat(out.take()).containsExactly("poll 2 = []");
    }

    @Test
    void shouldAnswerAWaitingPollWithTheFirstEvent() {
        active();
        session.pollReceived(1, 2, out);
        session.published(event("a"), out);
        session.published(event("b"), out);
        session.published(event("c"), out);
        session.pollReceived(2, 3, out);
        assertThat(out.take()).containsExactly("poll 2 = [a]", "poll 3 = [b,c]");
    }

    @Test
    void shouldAnswerTheOlderPollWhenANewOneComes() {
        active();
        session.pollReceived(1, 2, out);
        session.pollReceived(2, 3, out);
        session.published(event("a"), out);
        assertThat(out.take()).containsExactly("poll 2 = []", "poll 3 = [a]");
    }

    @Test
    void shouldKeepEventsWhenTheClientOfAPollIsGone() {
        active();
        session.pollReceived(1, 2, out);
        session.pollGone(2);
        session.published(event("a"), out);
        session.pollReceived(2, 3, out);
        assertThat(out.take()).containsExactly("poll 3 = [a]");
    }

    @Test
    void shouldDropTheOldestEventWhenTheQueueIsFull() {
        active();
        for (String type : new String[] {"a", "b", "c", "d"}) {
            session.published(event(type), out);
        }
        session.ended(1, media(), out);
        session.pollReceived(2, 3, out);
        assertThat(out.take()).contains("poll 3 = [b,c,d] sessionTerminated 1");
        assertThat(session.droppedEvents()).isOne();
    }

    /** The original removed the session from its table first, so that the event of the end could be missed. */
    @Test
    void shouldDeliverTheLastEventOnceToAPollThatComesWithinTheGraceTime() {
        active();
        session.ended(SECOND, media(), out);
        session.onTime(60 * SECOND, out);
        assertThat(out.take()).doesNotContain("forget");
        session.pollReceived(60 * SECOND, 2, out);
        assertThat(out.take()).containsExactly("poll 2 = [] sessionTerminated 1", "forget");
        session.onTime(61 * SECOND, out);
        assertThat(out.take()).isEmpty();
    }

    @Test
    void shouldForgetASessionWhoseLastEventNobodyFetches() {
        active();
        session.ended(SECOND, media(), out);
        out.take();
        assertThat(session.deadlineNs()).isEqualTo(61 * SECOND);
        session.onTime(61 * SECOND, out);
        assertThat(out.take()).containsExactly("forget");
        assertThat(session.deadlineNs()).isEqualTo(SessionMachine.NEVER);
    }

    @Test
    void shouldTellAWaitingPollOfTheEndThatTheClientItselfMade() {
        active();
        session.pollReceived(1, 2, out);
        session.ended(2, new SessionEnd(SessionEnd.Cause.CLIENT, 1, "bye"), out);
        assertThat(out.take())
                .containsExactly("onSessionTerminated 1", "release", "poll 2 = [] sessionTerminated 1", "forget");
    }

    @Test
    void shouldForgetAtOnceWhenTheClientEndsAndNobodyWaits() {
        active();
        session.ended(2, new SessionEnd(SessionEnd.Cause.CLIENT, 1, "bye"), out);
        assertThat(out.take()).containsExactly("onSessionTerminated 1", "release", "forget");
    }

    @Test
    void shouldRefuseAPollBeforeTheClientKnowsTheSession() {
        session.startRequested(0, 1, out);
        session.pollReceived(1, 2, out);
        assertThat(out.take()).containsExactly("onContentRequest", "error 2 10011");
    }

    // --- pushed events

    @Test
    void shouldPushOneBundleAtATimeToASlowClient() {
        active();
        session.attached(1, 100, out);
        session.published(event("a"), out);
        session.published(event("b"), out);
        session.published(event("c"), out);
        assertThat(out.take()).containsExactly("push 100 = [a]");
        session.pushed(100, true, out);
        assertThat(out.take()).containsExactly("push 100 = [b,c]");
    }

    @Test
    void shouldGiveWhatWasNotSentToTheNextConnection() {
        active();
        session.attached(1, 100, out);
        session.published(event("a"), out);
        session.pushed(100, false, out);
        session.published(event("b"), out);
        session.attached(2, 101, out);
        assertThat(out.take()).containsExactly("push 100 = [a]", "push 101 = [a,b]");
    }

    @Test
    void shouldMoveToANewConnectionWhileAPushIsUnderWay() {
        active();
        session.attached(1, 100, out);
        session.published(event("a"), out);
        session.attached(2, 101, out);
        session.pushed(100, true, out); // too late: the connection has changed
        session.pushed(101, true, out);
        assertThat(out.take()).containsExactly("push 100 = [a]", "push 101 = [a]");
    }

    @Test
    void shouldDeliverTheEndOverAConnectionThatComesBack() {
        active();
        session.attached(1, 100, out);
        session.detached(2, 100);
        session.ended(3, media(), out);
        assertThat(out.take()).doesNotContain("forget");
        session.peekReceived(4, 9, out);
        assertThat(out.take()).containsExactly("poll 9 = [] sessionTerminated 1", "forget");
    }

    @Test
    void shouldForgetAfterTheEndWasPushed() {
        active();
        session.attached(1, 100, out);
        session.ended(3, new SessionEnd(SessionEnd.Cause.CLIENT, 1, "bye"), out);
        assertThat(out.take()).containsExactly("onSessionTerminated 1", "release", "push 100 = [] sessionTerminated 1");
        session.pushed(100, true, out);
        assertThat(out.take()).containsExactly("forget");
    }

    @Test
    void shouldRefuseEventsAfterTheEnd() {
        active();
        session.ended(1, media(), out);
        assertThatThrownBy(() -> session.published(event("a"), out)).isInstanceOf(KaskadoException.class);
    }

    private void active() {
        session.startRequested(0, 1, out);
        session.starting();
        session.started(0, out);
        out.take();
    }

    private static SessionEnd media() {
        return new SessionEnd(SessionEnd.Cause.MEDIA, 1, "the media has ended");
    }

    private static SessionEnd error(int code) {
        return new SessionEnd(SessionEnd.Cause.ERROR, code, "failed");
    }

    private static ContentEvent event(String type) {
        return new ContentEvent(type, "x");
    }

    private static ContentCommand command() {
        return new ContentCommand("go", null);
    }
}
