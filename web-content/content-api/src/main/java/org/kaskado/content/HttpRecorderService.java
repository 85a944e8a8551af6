package org.kaskado.content;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.kaskado.media.MediaProfileSpecType;

/**
 * Publishes a {@link HttpRecorderHandler} as a service that takes media over HTTP.
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
public @interface HttpRecorderService {
    /** Name of the servlet, unique in the web application; empty means the full name of the handler class. */
    String name() default "";

    /** One servlet URL pattern such as {@code /recorder/*}; the part that {@code *} stands for is the content id. */
    String path();

    /**
     * Whether clients speak JSON-RPC (true), or just GET and POST the media itself (false). With true a bare GET answers
     * 501 with an explaining page.
     */
    boolean useControlProtocol() default true;

    /**
     * Without the control protocol: whether the client is sent to the media URL by status 307 (true), or the media comes
     * through the handler's own URL (false). Ignored with the control protocol.
     */
    boolean redirect() default false;

    /** Container and tracks of the media that {@code start(String)} makes. */
    MediaProfileSpecType mediaProfile() default MediaProfileSpecType.WEBM;

    /**
     * Seconds from a client's request until the handler has called a {@code start} or {@code terminate}; afterwards the
     * session fails with code 20011. 0 means the server's {@code kaskado.sessions.start-timeout}.
     */
    int timeoutSeconds() default 0;
}
