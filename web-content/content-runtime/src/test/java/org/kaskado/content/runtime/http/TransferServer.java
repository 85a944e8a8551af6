package org.kaskado.content.runtime.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;

/** A servlet container on a free loopback port that gives every request to one handler. */
final class TransferServer implements AutoCloseable {
    /** What the servlet does. */
    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private final Undertow server;

    TransferServer(Handler handler) throws ServletException {
        HttpServlet servlet = new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                handler.handle(request, response);
            }
        };
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(TransferServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test")
                .addServlet(Servlets.servlet("all", HttpServlet.class, new ImmediateInstanceFactory<>(servlet))
                        .addMapping("/*")
                        .setAsyncSupported(true));
        DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
        manager.deploy();
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1", manager.start())
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setIoThreads(2)
                .setWorkerThreads(4)
                .build();
        server.start();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + address().getPort() + "/x");
    }

    @Override
    public void close() {
        server.stop();
    }
}
