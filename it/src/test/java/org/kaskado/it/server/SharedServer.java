package org.kaskado.it.server;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One server for all test classes of a run that do not break it; ended with the run. */
public final class SharedServer implements ParameterResolver {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(SharedServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KaskadoServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(SPACE)
                .getOrComputeIfAbsent("server", key -> new Holder(open()), Holder.class)
                .server();
    }

    /** {@code -Dkaskado.it.attach=DATA@OFFSET} uses a server that runs already. */
    private static KaskadoServer open() {
        String attach = System.getProperty("kaskado.it.attach");
        return attach == null ? KaskadoServer.start("shared") : KaskadoServer.attach(attach);
    }

    private record Holder(KaskadoServer server) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }
}
