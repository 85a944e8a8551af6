package org.kaskado.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.kaskado.engine.uri.FileSettings;

/**
 * What the engine is told at start; values come checked from the configuration table.
 *
 * @param data the data folder, absolute
 * @param publicUrl how clients reach this server: a path, or a whole URL
 * @param mediaFolders folders whose files may be played and recorded to
 * @param files what counts for inputs and disks; a server that is bound to a loopback address and asks for no
 *     credentials lets URIs name loopback hosts too
 * @param leaseTimeoutMax longest silence that a lease may ask for
 * @param pipelinesMax most pipelines at one time
 * @param elementsMax most elements of one pipeline
 * @param probeTimeout longest time that finding out what an input is may take
 * @param isTranscodingAllowed whether the agnostic adaptor may decode and encode
 * @param published effective configuration, as the signalling wing reads it
 */
public record EngineSettings(
        Path data,
        String publicUrl,
        List<Path> mediaFolders,
        FileSettings files,
        Duration leaseTimeoutMax,
        int pipelinesMax,
        int elementsMax,
        Duration probeTimeout,
        boolean isTranscodingAllowed,
        Map<String, String> published) {
    public EngineSettings {
        mediaFolders = List.copyOf(mediaFolders);
        published = Map.copyOf(published);
    }
}
