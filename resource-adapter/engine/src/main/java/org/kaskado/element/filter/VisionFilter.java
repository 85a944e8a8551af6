package org.kaskado.element.filter;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;
import org.kaskado.frame.MediaKind;
import org.kaskado.pipeline.Arguments;
import org.kaskado.pipeline.ElementType;
import org.kaskado.pipeline.NodeHandle;
import org.kaskado.pipeline.Pipeline;
import org.kaskado.processing.NodeSpec;

/** A built-in filter of the worker whose settings outlive the node: they are sent again to each new one. */
abstract class VisionFilter extends MediaFilter {
    private static final int MAX_IMAGE_BYTES = 10 << 20;
    private static final int MAX_SETTINGS = 32;

    private final String kind;
    private final Map<String, Setting> settings = new LinkedHashMap<>();

    private record Setting(String verb, Map<String, @Nullable Object> values) {}

    VisionFilter(Pipeline pipeline, ElementType.Identity identity, String kind) {
        super(pipeline, identity, MediaKind.VIDEO);
        this.kind = kind;
    }

    @Override
    final NodeSpec spec() {
        return new NodeSpec.Vision(kind);
    }

    @Override
    final void onNode(NodeHandle node) {
        settings.values().forEach(setting -> node.command(setting.verb(), setting.values()));
    }

    /** Loads the image that the arguments' {@code uri} names and keeps the setting, replacing one of the same name. */
    final CompletionStage<@Nullable Object> setImage(String name, String verb, Arguments arguments) {
        if (settings.size() >= MAX_SETTINGS && !settings.containsKey(name)) {
            throw new MediaException(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES, "a filter holds at most " + MAX_SETTINGS + " images");
        }
        return pipeline()
                .services()
                .files()
                .load(arguments.string("uri"), MAX_IMAGE_BYTES)
                .thenCompose(image -> {
                    Map<String, @Nullable Object> values = new HashMap<>(arguments.values());
                    values.remove("uri");
                    values.put("image", image);
                    settings.put(name, new Setting(verb, values));
                    return send(verb, values);
                });
    }

    /** Forgets a setting and tells the node. */
    final CompletionStage<@Nullable Object> unset(String name, String verb, Map<String, @Nullable Object> values) {
        settings.remove(name);
        return send(verb, values);
    }

    private CompletionStage<@Nullable Object> send(String verb, Map<String, @Nullable Object> values) {
        NodeHandle node = node();
        return node == null
                ? CompletableFuture.completedFuture(null)
                : node.command(verb, values).thenApply(done -> null);
    }
}
