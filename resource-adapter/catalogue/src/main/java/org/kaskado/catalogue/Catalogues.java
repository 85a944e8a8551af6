package org.kaskado.catalogue;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads the installed modules. Every jar may bring some: {@code META-INF/kaskado/catalogue/modules} lists their names, one
 * per line, and {@code <name>.kmd.json} beside it describes one.
 */
public final class Catalogues {
    static final String FOLDER = "META-INF/kaskado/catalogue/";
    private static final String INDEX = FOLDER + "modules";

    private Catalogues() {}

    /**
     * Loads every module that the loader sees.
     *
     * @throws CatalogueException when a file is missing, malformed, or names something that does not exist
     */
    public static Catalogue load(ClassLoader loader) {
        JsonProvider json = JsonProvider.provider();
        List<ModuleFile> files = new ArrayList<>();
        for (String name : moduleNames(loader)) {
            files.add(readModule(loader, json, FOLDER + name + ".kmd.json"));
        }
        return assemble(files);
    }

    /** Joins modules that were read already; checks all references between them. */
    static Catalogue assemble(List<ModuleFile> files) {
        LoadedCatalogue catalogue = LoadedCatalogue.of(files);
        CatalogueCheck.check(catalogue, files);
        return catalogue;
    }

    private static List<String> moduleNames(ClassLoader loader) {
        List<String> names = new ArrayList<>();
        try {
            for (URL index : Collections.list(loader.getResources(INDEX))) {
                try (InputStream in = open(index)) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !names.contains(line))
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new CatalogueException(INDEX, "cannot be read: " + e.getMessage(), e);
        }
        if (names.isEmpty()) {
            throw new CatalogueException(INDEX, "not found; it lists the installed modules, one name per line");
        }
        return names;
    }

    private static ModuleFile readModule(ClassLoader loader, JsonProvider json, String path) {
        URL url = loader.getResource(path);
        if (url == null) {
            throw new CatalogueException(path, "not found, but " + INDEX + " lists it");
        }
        try (InputStream in = open(url);
                JsonReader reader = json.createReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            JsonObject root = reader.readObject();
            return new ModuleReader(path).read(root);
        } catch (JsonException | IOException e) {
            throw new CatalogueException(path, "is not a JSON object: " + e.getMessage(), e);
        }
    }

    /** A cached jar would outlive a redeployment. */
    private static InputStream open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
