package org.kaskado.ra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kaskado.catalogue.Catalogues;
import org.kaskado.catalogue.Configuration;
import org.kaskado.catalogue.ConfigurationException;
import org.kaskado.engine.EngineRuntime;
import org.kaskado.engine.EngineSettings;
import org.kaskado.engine.LoopMediaEngine;
import org.kaskado.engine.MediaEngine;
import org.kaskado.engine.uri.DiskFloor;
import org.kaskado.engine.uri.FileSettings;

/** Starts the engine with what the configuration says. */
final class LoopEngineStarter implements EngineStarter {
    private static final String BIND = "kaskado.bind";

    @Override
    public MediaEngine start(Configuration configuration, EngineRuntime runtime, MediaEngine.EventSink events) {
        boolean isLoopback = isLoopback(configuration.text(BIND));
        boolean isLocal =
                configuration.find("kaskado.access").map("local"::equals).orElse(isLoopback);
        Path data = Path.of(configuration.text(SettingsReader.DATA));
        EngineSettings settings = new EngineSettings(
                data,
                configuration.text("kaskado.public-url"),
                mediaFolders(configuration, data, isLoopback),
                new FileSettings(
                        isLoopback && isLocal,
                        configuration
                                .find("kaskado.tls.trust")
                                .filter(file -> !file.isBlank())
                                .map(Path::of)
                                .orElse(null),
                        DiskFloor.of(configuration.number("kaskado.disk.floor-bytes"))),
                configuration.duration("kaskado.lease.max"),
                configuration.integer("kaskado.pipelines.max"),
                configuration.integer("kaskado.elements.max"),
                configuration.duration("kaskado.probe.timeout"),
                configuration.text("kaskado.transcoding").equals("allow"),
                configuration.asMap());
        return new LoopMediaEngine(settings, Catalogues.load(MediaServer.class.getClassLoader()), runtime, events);
    }

    private static boolean isLoopback(String bind) {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new ConfigurationException(
                    List.of(BIND + " is \"" + bind + "\", but must be an address or name of this machine."));
        }
    }

    private static List<Path> mediaFolders(Configuration configuration, Path data, boolean isLoopback) {
        Path media = data.resolve("media");
        try {
            Files.createDirectories(media);
        } catch (IOException e) {
            throw new UncheckedIOException("the media folder " + media + " cannot be made: " + e.getMessage(), e);
        }
        if (configuration.find("kaskado.media.folders").isPresent()) {
            return configuration.list("kaskado.media.folders").stream()
                    .map(folder -> Path.of(folder).toAbsolutePath().normalize())
                    .toList();
        }
        List<Path> folders = new ArrayList<>(List.of(media));
        if (isLoopback) {
            folders.add(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
        }
        return folders;
    }
}
