package org.kaskado.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcParserTest {
    private static final String START =
            "{\"jsonrpc\":\"2.0\",\"method\":\"start\",\"params\":{\"a\":\"ä€😀\"},\"id\":1}";

    @Test
    void shouldReadARequest() {
        Incoming.Request request = request(START);
        assertThat(request.method()).isEqualTo("start");
        assertThat(request.params().string("a")).isEqualTo("ä€😀");
        assertThat(request.id()).isEqualTo(new RpcId("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void shouldFindTheEncodingWithAndWithoutByteOrderMark(String charset) {
        for (String text : new String[] {START, "\uFEFF" + START}) {
            Incoming incoming = RpcParser.parse(text.getBytes(Charset.forName(charset)));
            assertThat(incoming).isInstanceOf(Incoming.Request.class);
            assertThat(((Incoming.Request) incoming).params().string("a")).isEqualTo("ä€😀");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1                | 1
            -7               | -7
            1.5              | 1.5
            "abc"            | "abc"
            "q\\"uote"        | "q\\"uote"
            null             | null
            """)
    void shouldEchoTheIdAsItCame(String given, String echoed) {
        Incoming incoming = RpcParser.parse("{\"jsonrpc\":\"2.0\",\"method\":\"poll\",\"id\":" + given + "}");
        assertThat(RpcPrinter.result(id(incoming), Map.of()))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + echoed + ",\"result\":{}}");
    }

    @Test
    void shouldTakeAMessageWithoutIdForANotification() {
        assertThat(request("{\"jsonrpc\":\"2.0\",\"method\":\"terminate\"}").isNotification())
                .isTrue();
        assertThat(request("{\"jsonrpc\":\"2.0\",\"method\":\"terminate\",\"id\":null}")
                        .isNotification())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                   | -32700 | not JSON
            nonsense                                            | -32700 | not JSON
            {"jsonrpc":"2.0","method":"x"} trailing             | -32700 | not JSON
            7                                                   | -32600 | is an object, this is a number
            "text"                                              | -32600 | is an object, this is a string
            []                                                  | -32600 | batches are not supported
            [{"jsonrpc":"2.0","method":"a","id":1}]             | -32600 | batches are not supported
            {"method":"start","id":1}                           | -32600 | 'jsonrpc' must be the string "2.0"
            {"jsonrpc":2.0,"method":"start","id":1}             | -32600 | 'jsonrpc' must be the string "2.0"
            {"jsonrpc":"1.0","method":"start","id":1}           | -32600 | 'jsonrpc' must be the string "2.0"
            {"jsonrpc":"2.0","id":1}                            | -32600 | 'method' must be a string
            {"jsonrpc":"2.0","method":5,"id":1}                 | -32600 | 'method' must be a string
            {"jsonrpc":"2.0","method":"a","id":{}}              | -32600 | 'id' must be
            {"jsonrpc":"2.0","method":"a","id":true}            | -32600 | 'id' must be
            {"jsonrpc":"2.0","method":"a","params":[1],"id":1}  | -32602 | parameters by name, was an array
            {"jsonrpc":"2.0","method":"a","params":"x","id":1}  | -32602 | parameters by name, was a string
            """)
    void shouldSayWhatIsWrong(String text, int code, String words) {
        Incoming incoming = RpcParser.parse(text);
        assertThat(incoming).isInstanceOf(Incoming.Refused.class);
        RpcError error = ((Incoming.Refused) incoming).error();
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).contains(words);
    }

    @Test
    void shouldKeepTheIdOfARefusedRequest() {
        assertThat(RpcParser.parse("{\"jsonrpc\":\"2.0\",\"method\":5,\"id\":\"seven\"}")
                        .id())
                .isEqualTo(new RpcId("\"seven\""));
    }

    @Test
    void shouldRefuseBytesThatAreNoText() {
        Incoming incoming = RpcParser.parse(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'});
        assertThat(incoming).isInstanceOf(Incoming.Refused.class);
        assertThat(((Incoming.Refused) incoming).error().message()).contains("not valid UTF-8");
    }

    @Test
    void shouldRefuseDeepNestingBeforeItIsParsed() {
        String deep = "{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":" + "{\"a\":".repeat(100_000) + "1";
        assertThat(((Incoming.Refused) RpcParser.parse(deep)).error().message()).contains("deeper than 32");
    }

    @Test
    void shouldNotCountBracketsInStrings() {
        String text = "{\"jsonrpc\":\"2.0\",\"method\":\"" + "[\\\"".repeat(50) + "\",\"id\":1}";
        assertThat(RpcParser.parse(text)).isInstanceOf(Incoming.Request.class);
    }

    @Test
    void shouldNameTheParameterWhoseTypeIsWrong() {
        RpcParams params = request(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"t\",\"params\":{\"reason\":{\"code\":\"x\"},\"sessionId\":5},"
                                + "\"id\":1}")
                .params();
        assertThatThrownBy(() -> params.requiredObject("reason").integer("code", 1))
                .isInstanceOf(RpcFault.class)
                .hasMessage("params.reason.code must be a whole number of 32 bits, was a string");
        assertThatThrownBy(() -> params.requiredString("sessionId"))
                .hasMessage("params.sessionId must be a string, was a number");
        assertThatThrownBy(() -> params.requiredString("sdp")).hasMessage("params.sdp is missing; it must be a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400000000", "99999999999", "1.5", "1e2", "-99999999999999999999999999"})
    void shouldRefuseNumbersThatAreNoSmallIntegers(String number) {
        RpcParams params = request("{\"jsonrpc\":\"2.0\",\"method\":\"t\",\"params\":{\"n\":" + number + "},\"id\":1}")
                .params();
        assertThatThrownBy(() -> params.integer("n", 0)).isInstanceOf(RpcFault.class);
    }

    @Test
    void shouldGiveAnyValueAsText() {
        RpcParams params = request(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"t\",\"params\":{\"a\":\"x\",\"b\":[1,{\"c\":null}],\"d\":null},\"id\":1}")
                .params();
        assertThat(params.text("a")).isEqualTo("x");
        assertThat(params.text("b")).isEqualTo("[1,{\"c\":null}]");
        assertThat(params.text("d")).isNull();
    }

    private static RpcId id(Incoming incoming) {
        RpcId id = incoming.id();
        assertThat(id).isNotNull();
        return id;
    }

    private static Incoming.Request request(String text) {
        Incoming incoming = RpcParser.parse(text);
        assertThat(incoming).isInstanceOf(Incoming.Request.class);
        return (Incoming.Request) incoming;
    }
}
