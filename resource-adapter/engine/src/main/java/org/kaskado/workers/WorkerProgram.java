package org.kaskado.workers;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a worker process runs.
 *
 * @param classPath as the {@code java} command takes it
 * @param mainClass gets the path of the socket as its one argument
 * @param nativesFolder where natives may be unpacked
 */
public record WorkerProgram(String classPath, String mainClass, Path nativesFolder) {

    /** Finds the program, and unpacks it when that has not happened yet. */
    @FunctionalInterface
    public interface Source {
        /**
         * May block.
         *
         * @throws IOException with a sentence that says what is missing or wrong
         */
        WorkerProgram locate() throws IOException;
    }
}
