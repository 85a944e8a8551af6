package org.kaskado.content.runtime.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.ContentErrorCode;
import org.kaskado.content.KaskadoException;

/**
 * A read-only copy of the request that made a session: line, headers, query parameters, cookies, addresses, user. The body,
 * the servlet session and asynchronous methods are not there.
 */
public final class RequestSnapshot implements InvocationHandler {
    private static final List<String> COPIED = List.of(
            "getMethod",
            "getRequestURI",
            "getRequestURL",
            "getQueryString",
            "getContextPath",
            "getServletPath",
            "getPathInfo",
            "getProtocol",
            "getScheme",
            "getServerName",
            "getServerPort",
            "getRemoteAddr",
            "getRemoteHost",
            "getRemotePort",
            "getRemoteUser",
            "getLocalAddr",
            "getLocalName",
            "getLocalPort",
            "getUserPrincipal",
            "getAuthType",
            "getContentType",
            "getContentLength",
            "getContentLengthLong",
            "getCharacterEncoding",
            "getLocale",
            "isSecure",
            "getRequestedSessionId",
            "getServletContext");

    private final Map<String, @Nullable Object> values = new HashMap<>();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final Map<String, String[]> parameters;
    private final Cookie[] cookies;
    private final Predicate<String> hasRole;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final HttpServletRequest facade;

    /** Copies a request. */
    public RequestSnapshot(HttpServletRequest request, Predicate<String> hasRole) {
        for (String name : COPIED) {
            values.put(name, copy(request, name));
        }
        values.put("getRequestURL", String.valueOf(values.get("getRequestURL")));
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), Collections.list(request.getHeaders(name)));
        }
        parameters = query(request.getQueryString());
        Cookie[] given = request.getCookies();
        cookies = given == null ? new Cookie[0] : given.clone();
        this.hasRole = hasRole;
        facade = (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class}, this);
    }

    /** The request as handlers see it. */
    public HttpServletRequest facade() {
        if (gone.get()) {
            throw new KaskadoException(
                    ContentErrorCode.REQUEST_GONE,
                    "the servlet request is there only until it is answered: read it in onContentRequest before start()");
        }
        return facade;
    }

    /** The request was answered. */
    public void expire() {
        gone.set(true);
    }

    @Override
    @SuppressWarnings("JdkObsolete") // getRequestURL returns a StringBuffer
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        String name = method.getName();
        Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
        if (values.containsKey(name)) {
            return name.equals("getRequestURL") ? new StringBuffer((String) values.get(name)) : values.get(name);
        }
        return switch (name) {
            case "getHeader" -> header(first).stream().findFirst().orElse(null);
            case "getHeaders" -> Collections.enumeration(header(first));
            case "getHeaderNames" -> Collections.enumeration(headers.keySet());
            case "getIntHeader" ->
                header(first).isEmpty() ? -1 : Integer.parseInt(header(first).get(0));
            case "getParameter" -> parameter(first).length == 0 ? null : parameter(first)[0];
            case "getParameterValues" ->
                parameter(first) == null ? null : parameter(first).clone();
            case "getParameterNames" -> Collections.enumeration(parameters.keySet());
            case "getParameterMap" -> Collections.unmodifiableMap(parameters);
            case "getCookies" -> cookies.clone();
            case "isUserInRole" -> hasRole.test(String.valueOf(first));
            case "getAttribute", "getSession" -> null;
            case "getAttributeNames" -> Collections.emptyEnumeration();
            case "isAsyncStarted", "isAsyncSupported" -> false;
            case "toString" -> "snapshot of " + values.get("getMethod") + " " + values.get("getRequestURI");
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == first;
            default ->
                throw new UnsupportedOperationException(
                        name + " is not possible: getHttpServletRequest() gives a read-only snapshot of the request");
        };
    }

    private List<String> header(@Nullable Object name) {
        return headers.getOrDefault(String.valueOf(name).toLowerCase(Locale.ROOT), List.of());
    }

    private String[] parameter(@Nullable Object name) {
        return parameters.getOrDefault(String.valueOf(name), new String[0]);
    }

    private static @Nullable Object copy(HttpServletRequest request, String name) {
        try {
            return HttpServletRequest.class.getMethod(name).invoke(request);
        } catch (InvocationTargetException | IllegalAccessException | NoSuchMethodException e) {
            throw new IllegalStateException("the container's request has no working " + name, e);
        }
    }

    /** Parameters of the query only: those of a body would have to be read from it. */
    private static Map<String, String[]> query(@Nullable String query) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                found.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        found.forEach((name, list) -> parameters.put(name, list.toArray(new String[0])));
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
