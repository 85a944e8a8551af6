package org.kaskado.it.server;

import java.nio.file.Path;

/** A folder whose WARs a server deploys, and the names of the files by which it tells how that went. */
public record DropFolder(Path folder, String deployedSuffix, String failedSuffix) {
    /** WildFly's scanner. */
    static DropFolder ofWildFly(Path folder) {
        return new DropFolder(folder, ".deployed", ".failed");
    }

    /** Payara's autodeployer. */
    static DropFolder ofPayara(Path folder) {
        return new DropFolder(folder, "_deployed", "_deployFailed");
    }

    Path war(String name) {
        return folder.resolve(name + ".war");
    }

    Path deployed(String name) {
        return folder.resolve(name + ".war" + deployedSuffix);
    }

    Path failed(String name) {
        return folder.resolve(name + ".war" + failedSuffix);
    }
}
