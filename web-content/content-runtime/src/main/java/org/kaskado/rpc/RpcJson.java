package org.kaskado.rpc;

import jakarta.json.spi.JsonProvider;

/** The JSON provider, looked up once: a look-up per message costs more than the message. */
final class RpcJson {
    static final JsonProvider PROVIDER = JsonProvider.provider();

    private RpcJson() {}
}
