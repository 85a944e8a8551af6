package org.kaskado.content.runtime;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.HttpPlayerService;
import org.kaskado.content.HttpRecorderService;
import org.kaskado.content.RtpContentService;
import org.kaskado.content.WebRtcContentService;
import org.kaskado.content.runtime.service.ServiceDescriptor;
import org.kaskado.content.runtime.service.ServiceException;
import org.kaskado.content.runtime.service.ServiceKind;

/** Gives every handler of a web application its servlet; mistakes fail the deployment with a sentence. */
@HandlesTypes({
    HttpPlayerService.class,
    HttpRecorderService.class,
    RtpContentService.class,
    WebRtcContentService.class,
    Endpoint.class,
    ServerEndpoint.class,
    ServerApplicationConfig.class
})
public final class ContentInitializer implements ServletContainerInitializer {
    @Override
    public void onStartup(@Nullable Set<Class<?>> types, ServletContext context) throws ServletException {
        Set<Class<?>> found = types == null ? Set.of() : types;
        List<ServiceDescriptor> services = services(found);
        ServiceDescriptor.checkTogether(services);
        if (!services.isEmpty()) {
            SocketContainer.ensure(found, context);
        }
        ContentApplication application = new ContentApplication(context);
        for (ServiceDescriptor service : services) {
            register(context, application, service);
        }
        context.addListener(new ContentLifecycle(application));
    }

    private static List<ServiceDescriptor> services(Set<Class<?>> types) throws ServiceException {
        List<ServiceDescriptor> services = new ArrayList<>();
        for (Class<?> type : types) {
            if (isAnnotated(type)) {
                services.add(ServiceDescriptor.of(type));
            }
        }
        services.sort(Comparator.comparing(ServiceDescriptor::name));
        return services;
    }

    /** Containers also give subclasses of annotated classes. */
    private static boolean isAnnotated(Class<?> type) {
        for (ServiceKind kind : ServiceKind.values()) {
            if (type.isAnnotationPresent(kind.annotation())) {
                return true;
            }
        }
        return false;
    }

    private static void register(ServletContext context, ContentApplication application, ServiceDescriptor service)
            throws ServiceException {
        ServletRegistration.Dynamic registration =
                context.addServlet(service.name(), new ContentServlet(service, application));
        if (registration == null) {
            throw new ServiceException(service.handler().getName() + ": the web application has another servlet named '"
                    + service.name() + "': set another name in the annotation");
        }
        registration.setAsyncSupported(true);
        registration.setLoadOnStartup(1);
        Set<String> taken = registration.addMapping(service.path());
        if (!taken.isEmpty()) {
            throw new ServiceException(service.handler().getName() + ": the path '" + service.path()
                    + "' belongs to another servlet of the web application: set another path in the annotation");
        }
    }
}
