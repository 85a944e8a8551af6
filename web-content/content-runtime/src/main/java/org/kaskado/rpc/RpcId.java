package org.kaskado.rpc;

/**
 * The id of a request, kept as the JSON text it came as, so that it goes back unchanged.
 *
 * @param json a JSON string, number or {@code null}
 */
public record RpcId(String json) {
    /** For requests with the id null, and for answers to messages whose id could not be read. */
    public static final RpcId NULL = new RpcId("null");
}
