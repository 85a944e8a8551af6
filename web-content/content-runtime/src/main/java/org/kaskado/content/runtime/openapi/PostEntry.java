package org.kaskado.content.runtime.openapi;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.kaskado.rpc.RpcError;
import org.kaskado.rpc.RpcId;
import org.kaskado.rpc.RpcParser;
import org.kaskado.rpc.RpcPrinter;

/** JSON-RPC by POST. */
public final class PostEntry {
    private final OpenApiDoor door;

    public PostEntry(OpenApiDoor door) {
        this.door = door;
    }

    /** Takes one POST; it is answered later, with status 200, as the Open API has it. */
    public void take(HttpServletRequest request, Caller caller, int maxBytes) throws IOException {
        AsyncContext exchange = request.startAsync();
        HttpAnswer answer = new HttpAnswer(exchange);
        BodyReader reader = new BodyReader(
                request.getInputStream(),
                maxBytes,
                body -> door.take(RpcParser.parse(body), caller, answer),
                failure -> answer.send(RpcPrinter.error(
                        RpcId.NULL,
                        new RpcError(
                                RpcError.INVALID_REQUEST, "the request cannot be read: " + failure.getMessage()))));
        request.getInputStream().setReadListener(reader);
    }
}
