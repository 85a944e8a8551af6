package org.kaskado.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Publishes a {@link RtpContentHandler} as a service that exchanges media over plain RTP; clients speak JSON-RPC.
 *
 * <p>The class becomes a CDI bean, {@code @ApplicationScoped} unless it says otherwise: one instance serves all sessions, so
 * state of one session belongs into its attributes or into a {@link ContentSessionScoped} bean. Roles that {@code
 * jakarta.annotation.security.RolesAllowed} names on the class, on {@code onContentRequest} or on {@code onContentCommand}
 * are needed by the client.
 */
@Documented
@Stereotype
@ApplicationScoped
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RtpContentService {
    /** Name of the servlet, unique in the web application; empty means the full name of the handler class. */
    String name() default "";

    /** One servlet URL pattern such as {@code /rtp/*}; the part that {@code *} stands for is the content id. */
    String path();

    /**
     * Seconds from a client's request until the handler has called a {@code start} or {@code terminate}; afterwards the
     * session fails with code 20011. 0 means the server's {@code kaskado.sessions.start-timeout}.
     */
    int timeoutSeconds() default 0;
}
