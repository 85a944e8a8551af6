package org.kaskado.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SessionDescriptionTest {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

    @ParameterizedTest
    @MethodSource("org.kaskado.sdp.Fixtures#all")
    void shouldKeepEveryLineWhenParsedAndPrinted(String name) {
        String text = Fixtures.text(name);

        String printed = SessionDescription.parse(text).description().print();

        assertThat(sorted(printed)).isEqualTo(sorted(text));
        assertThat(SessionDescription.parse(printed).description())
                .isEqualTo(SessionDescription.parse(text).description());
    }

    @Test
    void shouldReadSectionsInOrder() {
        SessionDescription session =
                SessionDescription.parse(Fixtures.text("linphone-like")).description();

        assertThat(session.origin().username()).isEqualTo("alice");
        assertThat(session.bandwidths()).containsExactly(new Bandwidth("AS", 380));
        assertThat(session.media()).extracting(MediaDescription::media).containsExactly("audio", "video");
        assertThat(session.media().get(1).attributes().all("rtcp-fb")).containsExactly("* nack pli", "98 ccm fir");
        assertThat(session.media().get(0).formats()).containsExactly("96", "0", "8", "101");
    }

    @Test
    void shouldTakeBareLineFeedsAndBlankLinesAtTheEnd() {
        SdpOutcome outcome = SessionDescription.parse(HEAD.replace("\r", "") + "m=audio 9/2 RTP/AVP 0\n\r\n\n");

        assertThat(outcome.description().media().get(0).portCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 70000 RTP/AVP 0|5|m=<media> <port 0 to 65535>",
                "m=audio 9 RTP/AVP|5|m=<media> <port 0 to 65535>",
                "c=IN IP5 1.2.3.4|5|c=IN IP4|IP6",
                "b=AS:many|5|b=<type>:<number>",
                "x=what|5|one of i= u=",
                "nonsense|5|a letter, an equals sign",
                "a=:empty|5|a=<name>",
                "v=0|5|one of i= u="
            })
    void shouldNameTheLineWhenItIsWrong(String line, int number, String allowed) {
        SdpError error = SessionDescription.parse(HEAD + line + "\r\na=ok\r\n").error();

        assertThat(error.line()).isEqualTo(number);
        assertThat(error.message()).contains(line).contains("line 5").contains(allowed.split("\\|")[0]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|0", "hello|1", "v=1|1", "{\"type\":\"offer\"}|1", "v=0|1"})
    void shouldRefuseWhatIsNoDescription(String text, int line) {
        SdpError error = SessionDescription.parse(text).error();

        assertThat(error.line()).isEqualTo(line);
        assertThat(error.allowed()).isNotEmpty();
    }

    @Test
    void shouldCapSizes() {
        SdpLimits limits = new SdpLimits(2_000, 100, 2, 3);

        assertThat(error(HEAD + "a=x\r\n".repeat(4), limits)).contains("at most 3 attributes");
        assertThat(error(HEAD + "m=audio 9 RTP/AVP 0\r\n".repeat(3), limits)).contains("at most 2 m-lines");
        assertThat(error(HEAD + "a=" + "x".repeat(99), limits)).contains("at most 100 characters");
        assertThat(error(HEAD + "a=x\r\n".repeat(1000), limits)).contains("at most 2000");
    }

    @Test
    void shouldNotShowControlCharactersOfThePeer() {
        SdpError error = SessionDescription.parse("v=\u0007" + "y".repeat(500)).error();

        assertThat(error.message()).hasSizeLessThan(200).doesNotContain("\u0007");
    }

    private static String error(String text, SdpLimits limits) {
        return SessionDescription.parse(text, limits).error().message();
    }

    /** Lines of one section may change places between kinds ({@code c=} before {@code b=}), none may get lost. */
    private static List<String> sorted(String text) {
        return text.lines().sorted().toList();
    }
}
