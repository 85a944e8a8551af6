package org.kaskado.content.runtime.pump;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** An asynchronous exchange whose client takes as much as the test says. */
final class FakeExchange {
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    int completions;
    int window = Integer.MAX_VALUE;

    @Nullable
    WriteListener writer;

    final AsyncContext context = proxy(AsyncContext.class, (self, method, args) -> switch (method.getName()) {
        case "getResponse" ->
            proxy(
                    ServletResponse.class,
                    (me, called, values) -> called.getName().equals("getOutputStream") ? this.out : null);
        case "complete" -> {
            completions++;
            yield null;
        }
        default -> null;
    });

    private final ServletOutputStream out = new ServletOutputStream() {
        @Override
        public boolean isReady() {
            return window > 0;
        }

        @Override
        public void setWriteListener(WriteListener given) {
            writer = given;
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (window <= 0) {
                throw new IllegalStateException("write without isReady");
            }
            window -= length;
            received.write(bytes, offset, length);
        }
    };

    @SuppressWarnings("unchecked")
    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(FakeExchange.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
