package org.kaskado.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RpcPrinterTest {
    @Test
    void shouldLeaveOutMembersThatAreNull() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("url", "http://h/x");
        result.put("rejected", null);
        result.put("list", List.of(Map.of("code", 1), true, 2L, 1.5));
        assertThat(RpcPrinter.result(new RpcId("1"), result))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":"
                        + "{\"url\":\"http://h/x\",\"list\":[{\"code\":1},true,2,1.5]}}");
    }

    @Test
    void shouldPrintErrorsAndNotifications() {
        assertThat(RpcPrinter.error(RpcId.NULL, new RpcError(-32700, "a \"quoted\" word")))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":"
                        + "{\"code\":-32700,\"message\":\"a \\\"quoted\\\" word\"}}");
        assertThat(RpcPrinter.notification("event", Map.of("sessionId", "s")))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":{\"sessionId\":\"s\"}}");
    }
}
