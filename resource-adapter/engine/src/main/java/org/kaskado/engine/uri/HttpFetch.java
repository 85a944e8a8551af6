package org.kaskado.engine.uri;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

/**
 * One GET over HTTP/1.1. A name is resolved once; all its addresses are checked, and a checked one is connected to, so
 * that a DNS answer that changes between check and use wins nothing. Each redirect goes the same way. Blocks.
 */
final class HttpFetch {
    static final int MAX_REDIRECTS = 5;
    private static final int CONNECT_MS = 5_000;
    private static final int READ_MS = 10_000; // between two bytes; media that pauses longer is broken

    private final AddressPolicy policy;
    private final Resolver resolver;
    private final SSLSocketFactory tls;

    /** Finds the addresses of a host. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** @param tls makes sockets that check certificates */
    HttpFetch(AddressPolicy policy, Resolver resolver, SSLSocketFactory tls) {
        this.policy = policy;
        this.resolver = resolver;
        this.tls = tls;
    }

    /** An answer whose body can be read. */
    record Response(URI uri, HttpHead head, HttpBody body, Socket socket) implements Closeable {
        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /**
     * Asks for a resource from a byte on.
     *
     * @param validator a strong entity tag that the resource must still have, or null
     * @throws MediaException URI_FORBIDDEN, or URI_PATH_FILE_NOT_FOUND for an answer that is no success
     */
    Response get(URI start, long offset, @Nullable String validator) throws IOException {
        URI uri = start;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            Response response = ask(uri, offset, validator);
            HttpHead head = response.head();
            if (!head.isRedirect()) {
                if (head.status() != 200 && head.status() != 206) {
                    response.close();
                    throw new MediaException(
                            MediaErrorCode.URI_PATH_FILE_NOT_FOUND, "'" + uri + "' answered HTTP " + head.status());
                }
                return response;
            }
            response.close();
            uri = target(uri, head.field("location"));
        }
        throw MediaUri.forbidden("'" + start + "' redirects more than " + MAX_REDIRECTS + " times");
    }

    private Response ask(URI uri, long offset, @Nullable String validator) throws IOException {
        boolean isTls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : isTls ? 443 : 80;
        String host = hostOf(uri);
        Socket socket = connect(uri, host, port);
        try {
            socket.setSoTimeout(READ_MS);
            Socket secured = isTls ? secure(uri, socket, host, port) : socket;
            send(secured.getOutputStream(), request(uri, authority(host, port, isTls), offset, validator));
            BufferedInputStream in = new BufferedInputStream(secured.getInputStream(), 64 << 10);
            HttpHead head = HttpHead.read(in);
            while (head.status() / 100 == 1) {
                head = HttpHead.read(in); // RFC 9110 §15.2: interim answers come before the real one
            }
            return new Response(uri, head, new HttpBody(head, in), secured);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket connect(URI uri, String host, int port) throws IOException {
        InetAddress[] addresses;
        try {
            addresses = resolver.resolve(host);
        } catch (UnknownHostException e) {
            throw new MediaException(
                    MediaErrorCode.URI_PATH_FILE_NOT_FOUND, "host '" + host + "' of '" + uri + "' is unknown", e);
        }
        for (InetAddress address : addresses) {
            Optional<String> refusal = policy.refusal(address);
            if (refusal.isPresent()) {
                throw MediaUri.forbidden("'" + uri + "' leads to " + address.getHostAddress() + ", " + refusal.get()
                        + "; media may be fetched from public addresses only");
            }
        }
        IOException last = new IOException("host '" + host + "' has no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), CONNECT_MS);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /** TLS over a connected socket: the name is sent, and the certificate must be for it. */
    private Socket secure(URI uri, Socket socket, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        try {
            secured.startHandshake();
        } catch (SSLException e) {
            throw new MediaException(
                    MediaErrorCode.URI_FORBIDDEN,
                    "no trusted https connection to '" + uri + "': " + e.getMessage()
                            + "; the certificate must be valid for " + host
                            + " and come from an issuer that the JDK or the file in kaskado.tls.trust knows",
                    e);
        }
        return secured;
    }

    private static String request(URI uri, String authority, long offset, @Nullable String validator) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + authority
                + "\r\nUser-Agent: Kaskado\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\nRange: bytes="
                + offset + "-\r\n"
                + (validator == null ? "" : "If-Range: " + validator + "\r\n")
                + "\r\n";
    }

    /** Host and port as the {@code Host} field names them. */
    private static String authority(String host, int port, boolean isTls) {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (isTls ? 443 : 80) ? name : name + ":" + port;
    }

    private static void send(OutputStream out, String request) throws IOException {
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String hostOf(URI uri) {
        String host = String.valueOf(uri.getHost());
        if (host.startsWith("[") && host.endsWith("]")) {
            return host.substring(1, host.length() - 1);
        }
        return IDN.toASCII(host).toLowerCase(Locale.ROOT);
    }

    private static URI target(URI from, @Nullable String location) {
        try {
            URI next = from.resolve(new URI(String.valueOf(location).replace(" ", "%20")));
            String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
            boolean isHttp = scheme.equals("http") || scheme.equals("https");
            if (location == null || !isHttp || next.getHost() == null || next.getRawUserInfo() != null) {
                throw MediaUri.forbidden("'" + from + "' redirects to '" + location + "', which is no HTTP URI");
            }
            return next;
        } catch (URISyntaxException e) {
            throw MediaUri.forbidden("'" + from + "' redirects to text that is no URI");
        }
    }
}
