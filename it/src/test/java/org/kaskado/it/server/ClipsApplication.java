package org.kaskado.it.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kaskado.it.media.Clip;

/** The application {@code clips} of {@code it/src/test/wars/clips}, and the clips it plays, on a server. */
public final class ClipsApplication {
    private static final Set<KaskadoServer> PREPARED = ConcurrentHashMap.newKeySet();

    private ClipsApplication() {}

    /** Deploys it once per server. */
    public static void on(KaskadoServer server) {
        if (PREPARED.add(server)) {
            TestApplication.build("clips").deployTo(server);
        }
    }

    /** The service of a handler for a clip, which is put into the server's media folder. */
    public static OpenApi service(KaskadoServer server, String handler, Clip clip, String query) {
        clip.copyTo(server.data().resolve("media"));
        return new OpenApi(server.uri("/clips/" + handler + "/" + clip.fileName() + query));
    }
}
