package org.kaskado.content.runtime.service;

import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpRecorderService;
import org.kaskado.content.RtpContentService;
import org.kaskado.content.WebRtcContentService;
import org.kaskado.media.MediaProfileSpecType;

/**
 * One handler and what its annotation says.
 *
 * @param handler its class
 * @param name servlet name
 * @param path servlet URL pattern
 * @param controlProtocol whether clients speak JSON-RPC
 * @param redirect whether a bare client is sent to the media URL
 * @param profile container of what the framework makes
 * @param timeoutSeconds 0 for the server's own
 * @param roles who may ask
 */
public record ServiceDescriptor(
        Class<?> handler,
        ServiceKind kind,
        String name,
        String path,
        boolean controlProtocol,
        boolean redirect,
        MediaProfileSpecType profile,
        int timeoutSeconds,
        HandlerRoles roles) {

    private record Attributes(
            String name,
            String path,
            boolean controlProtocol,
            boolean redirect,
            MediaProfileSpecType profile,
            int timeoutSeconds) {}

    /**
     * Reads and checks a handler class.
     *
     * @throws ServiceException with the mistake and its remedy
     */
    public static ServiceDescriptor of(Class<?> type) throws ServiceException {
        ServiceKind kind = kind(type);
        checkClass(type, kind);
        Attributes said = attributes(type.getAnnotation(kind.annotation()));
        checkPath(type, kind, said.path);
        if (said.timeoutSeconds < 0) {
            throw new ServiceException(type.getName() + ": timeoutSeconds is " + said.timeoutSeconds
                    + ", but must be 0 (the server's own) or more");
        }
        String name = said.name.isBlank() ? type.getName() : said.name;
        return new ServiceDescriptor(
                type,
                kind,
                name,
                said.path,
                said.controlProtocol,
                said.redirect,
                said.profile,
                said.timeoutSeconds,
                HandlerRoles.of(type));
    }

    /**
     * Checks that names and paths are different.
     *
     * @throws ServiceException naming the two classes
     */
    public static void checkTogether(List<ServiceDescriptor> services) throws ServiceException {
        Map<String, ServiceDescriptor> names = new HashMap<>();
        Map<String, ServiceDescriptor> paths = new HashMap<>();
        for (ServiceDescriptor service : services) {
            ServiceDescriptor same = names.put(service.name, service);
            if (same != null) {
                throw new ServiceException(twice(same, service, "name", service.name));
            }
            same = paths.put(service.path, service);
            if (same != null) {
                throw new ServiceException(twice(same, service, "path", service.path));
            }
        }
    }

    private static String twice(ServiceDescriptor one, ServiceDescriptor other, String what, String value) {
        return one.handler.getName() + " and " + other.handler.getName() + " have the same " + what + " '" + value
                + "': give one of them another " + what + " in its annotation";
    }

    private static ServiceKind kind(Class<?> type) throws ServiceException {
        List<ServiceKind> kinds = new ArrayList<>();
        for (ServiceKind each : ServiceKind.values()) {
            if (type.isAnnotationPresent(each.annotation())) {
                kinds.add(each);
            }
        }
        if (kinds.size() != 1) {
            String found = kinds.stream()
                    .map(k -> "@" + k.annotation().getSimpleName())
                    .collect(Collectors.joining(", "));
            throw new ServiceException(type.getName() + " has " + (found.isEmpty() ? "no service annotation" : found)
                    + ": a handler has exactly one; split it into one class per service");
        }
        return kinds.get(0);
    }

    private static void checkClass(Class<?> type, ServiceKind kind) throws ServiceException {
        String annotation = "@" + kind.annotation().getSimpleName();
        if (!kind.base().isAssignableFrom(type)) {
            throw new ServiceException(type.getName() + " has " + annotation + " but does not extend "
                    + kind.base().getName() + ": write 'class " + type.getSimpleName() + " extends "
                    + kind.base().getSimpleName() + "'");
        }
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        if (Modifier.isAbstract(type.getModifiers()) || inner || type.isLocalClass()) {
            throw new ServiceException(type.getName() + " has " + annotation
                    + " but cannot be made: a handler is a class that is neither abstract nor an inner one (static nested"
                    + " classes are fine)");
        }
    }

    private static void checkPath(Class<?> type, ServiceKind kind, String path) throws ServiceException {
        boolean folder = path.startsWith("/") && (path.indexOf('*') < 0 || path.indexOf("/*") == path.length() - 2);
        boolean ending = path.startsWith("*.") && path.length() > 2 && path.indexOf('/') < 0;
        if (!(folder || ending)) {
            throw new ServiceException(
                    type.getName() + ": the path of @" + kind.annotation().getSimpleName() + " is '"
                            + path
                            + "', but must be a servlet URL pattern such as \"/player\", \"/player/*\" (with a content id)"
                            + " or \"*.clip\"");
        }
    }

    private static Attributes attributes(Annotation annotation) {
        MediaProfileSpecType webm = MediaProfileSpecType.WEBM;
        if (annotation instanceof HttpPlayerService player) {
            return new Attributes(
                    player.name(),
                    player.path(),
                    player.useControlProtocol(),
                    player.redirect(),
                    player.mediaProfile(),
                    player.timeoutSeconds());
        }
        if (annotation instanceof HttpRecorderService recorder) {
            return new Attributes(
                    recorder.name(),
                    recorder.path(),
                    recorder.useControlProtocol(),
                    recorder.redirect(),
                    recorder.mediaProfile(),
                    recorder.timeoutSeconds());
        }
        if (annotation instanceof RtpContentService rtp) {
            return new Attributes(rtp.name(), rtp.path(), true, false, webm, rtp.timeoutSeconds());
        }
        WebRtcContentService call = (WebRtcContentService) annotation;
        return new Attributes(call.name(), call.path(), true, false, webm, call.timeoutSeconds());
    }
}
