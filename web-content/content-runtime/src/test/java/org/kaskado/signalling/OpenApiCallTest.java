package org.kaskado.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kaskado.content.Constraints;
import org.kaskado.content.ContentEvent;
import org.kaskado.rpc.Incoming;
import org.kaskado.rpc.RpcFault;
import org.kaskado.rpc.RpcId;
import org.kaskado.rpc.RpcParser;
import org.kaskado.rpc.RpcPrinter;

class OpenApiCallTest {
    @Test
    void shouldReadAllFieldsOfStart() {
        OpenApiCall.Start start = (OpenApiCall.Start)
                read(
                        "start",
                        "{\"sessionId\":\"s\",\"sdp\":\"v=0\",\"constraints\":{\"audio\":\"SendOnly\",\"video\":\"inactive\"}}");
        assertThat(start).isEqualTo(new OpenApiCall.Start("s", "v=0", Constraints.SENDONLY, Constraints.INACTIVE));
        assertThat(read("start", "{}")).isEqualTo(new OpenApiCall.Start(null, null, null, null));
    }

    @Test
    void shouldTakeTheUsualReasonWhenTerminateHasNone() {
        assertThat(read("terminate", "{\"sessionId\":\"s\"}"))
                .isEqualTo(new OpenApiCall.Terminate("s", 1, "the client ended the session"));
    }

    @Test
    void shouldTakeCommandDataOfAnyKind() {
        OpenApiCall.Execute execute =
                (OpenApiCall.Execute) read("execute", "{\"command\":{\"type\":\"t\",\"data\":[1,2]}}");
        assertThat(execute.command().getData()).isEqualTo("[1,2]");
        assertThat(execute.sessionId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sing      | {}                                   | -32601 | start, poll, execute and terminate
            poll      | {}                                   | -32602 | params.sessionId is missing
            poll      | {"sessionId":7}                      | -32602 | params.sessionId must be a string
            execute   | {}                                   | -32602 | params.command is missing
            execute   | {"command":{"data":"x"}}             | -32602 | params.command.type is missing
            execute   | {"command":"x"}                      | -32602 | params.command must be an object
            terminate | {"sessionId":"s","reason":5}         | -32602 | params.reason must be an object
            start     | {"constraints":{"video":"both"}}     | -32602 | sendonly, recvonly, sendrecv and inactive
            start     | {"sdp":5}                            | -32602 | params.sdp must be a string
            """)
    void shouldSayWhatIsWrong(String method, String params, int code, String words) {
        try {
            assertThat(read(method, params)).isNull();
        } catch (RpcFault fault) {
            assertThat(fault.error().code()).isEqualTo(code);
            assertThat(fault.error().message()).contains(words);
        }
    }

    @Test
    void shouldPrintEventsAsTheOpenApiHasThem() {
        EventBundle bundle = new EventBundle(
                List.of(new ContentEvent("CodeFound", "x"), new ContentEvent("Empty", null)),
                new SessionEnd(SessionEnd.Cause.ERROR, 30000, "broken"));
        assertThat(RpcPrinter.result(new RpcId("2"), bundle.toWire()))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"contentEvents\":[{\"type\":\"CodeFound\","
                        + "\"data\":\"x\"},{\"type\":\"Empty\"}],\"controlEvents\":[{\"type\":\"sessionError\","
                        + "\"data\":{\"code\":30000,\"message\":\"broken\"}}]}}");
        assertThat(EventBundle.EMPTY.toWire()).isEmpty();
    }

    private static OpenApiCall read(String method, String params) {
        return OpenApiCall.read((Incoming.Request) RpcParser.parse(
                "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + ",\"id\":1}"));
    }
}
