package org.kaskado.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** The root of the source tree the tests run in. */
public final class SourceTree {
    private SourceTree() {}

    public static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("deploy/run.sh"))) {
            Path parent = here.getParent();
            if (parent == null) {
                throw new IllegalStateException("run the tests inside the source tree of Kaskado");
            }
            here = parent;
        }
        return here;
    }

    /** Below {@code it/target}, made when missing. */
    public static Path scratch(String name) {
        return root().resolve("it/target").resolve(name);
    }
}
