package ${package};

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Fails the deployment with a sentence when this application does not see Kaskado. Without it the handlers would silently
 * not be there: a server skips classes whose annotations and base classes it cannot find.
 */
@WebListener
public class KaskadoCheck implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        boolean started = event.getServletContext().getAttribute("org.kaskado.content.runtime.ContentApplication") != null;
        if (!started) {
            throw new IllegalStateException("This application does not see Kaskado. Deploy kaskado.ear on this server"
                    + " first. On WildFly, META-INF/MANIFEST.MF of the WAR must have the line"
                    + " 'Dependencies: deployment.kaskado.ear services' (maven-war-plugin: archive,"
                    + " manifestEntries). On Payara, run Kaskado's deploy/payara.sh once.");
        }
    }
}
