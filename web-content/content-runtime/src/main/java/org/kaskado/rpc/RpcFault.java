package org.kaskado.rpc;

/** A parameter that cannot be used; thrown by {@link RpcParams} and turned into an error answer by its caller. */
public final class RpcFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RpcError error;

    public RpcFault(RpcError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** What to answer. */
    public RpcError error() {
        return error;
    }
}
