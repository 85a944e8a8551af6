package org.kaskado.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

/** What pipelines and elements have in common. Lives on the loop of its pipeline. */
public abstract class MediaObject {
    private static final int MAX_TAGS = 100;

    /** Operations of the catalogue's {@code MediaObject}. */
    public static final OperationTable<MediaObject> OPERATIONS = OperationTable.of(MediaObject.class)
            .property("id", MediaObject::id)
            .property("mediaPipeline", object -> object.pipeline().id())
            .property("parent", MediaObject::parentId)
            .property("children", MediaObject::childIds)
            .property("name", MediaObject::name)
            .writer("name", (object, arguments) -> object.name = arguments.string("name"))
            .property("sendTagsInEvents", object -> object.sendsTags)
            .writer("sendTagsInEvents", (object, arguments) -> object.sendsTags = arguments.flag("sendTagsInEvents"))
            .property("creationTime", object -> object.identity.creationTimeS())
            .action("addTag", (object, arguments) -> object.addTag(arguments.string("key"), arguments.string("value")))
            .action("removeTag", (object, arguments) -> object.tags.remove(arguments.string("key")))
            .answer("getTag", (object, arguments) -> object.tag(arguments.string("key")))
            .answer("getTags", (object, arguments) -> object.tagRegisters())
            .build();

    private final ElementType.Identity identity;
    private final @Nullable MediaObject parent;
    private final List<MediaObject> children = new ArrayList<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private String name;
    private boolean sendsTags;
    private Life life = Life.LIVE;

    private enum Life {
        LIVE,
        RELEASED
    }

    protected MediaObject(ElementType.Identity identity, @Nullable MediaObject parent) {
        this.identity = identity;
        this.parent = parent;
        this.name = identity.id();
    }

    public final String id() {
        return identity.id();
    }

    /** Bare name of the catalogue. */
    public final String type() {
        return identity.type();
    }

    public final String name() {
        return name;
    }

    public final @Nullable MediaObject parent() {
        return parent;
    }

    /** Direct children in order of creation; a copy. */
    public final List<MediaObject> children() {
        return List.copyOf(children);
    }

    public final boolean isReleased() {
        return life == Life.RELEASED;
    }

    /** The pipeline this object belongs to; a pipeline answers itself. */
    public abstract Pipeline pipeline();

    /** Puts a new child in its place. */
    public final void adopt(MediaObject child) {
        children.add(child);
    }

    /** Ends the object after its children, youngest first; ending twice is silence. */
    public final void release(String cause) {
        if (life == Life.RELEASED) {
            return;
        }
        for (int i = children.size() - 1; i >= 0; i--) {
            children.get(i).release(cause);
        }
        life = Life.RELEASED;
        onRelease();
        if (parent != null) {
            parent.children.remove(this);
        }
        pipeline().services().released(this, cause);
    }

    /** Frees what the object holds; called once. */
    protected abstract void onRelease();

    /** Raises an event of the catalogue; members common to all events are added by the engine. */
    public final void raise(String event, Map<String, @Nullable Object> members) {
        if (life == Life.LIVE) {
            pipeline().services().raise(this, event, members);
        }
    }

    /** Raises {@code Error}. */
    public final void raiseError(MediaErrorCode code, String description) {
        raise("Error", Map.of("description", description, "errorCode", (long) code.number(), "type", code.name()));
    }

    /** Tags as registers when they are to be sent in events, else nothing. */
    public final List<Map<String, @Nullable Object>> eventTags() {
        return sendsTags ? tagRegisters() : List.of();
    }

    private List<Map<String, @Nullable Object>> tagRegisters() {
        List<Map<String, @Nullable Object>> registers = new ArrayList<>();
        tags.forEach((key, value) -> registers.add(Register.of("Tag", Map.of("key", key, "value", value))));
        return registers;
    }

    private void addTag(String key, String value) {
        if (tags.size() >= MAX_TAGS && !tags.containsKey(key)) {
            throw new MediaException(
                    MediaErrorCode.NOT_ENOUGH_RESOURCES, "an object has at most " + MAX_TAGS + " tags");
        }
        tags.put(key, value);
    }

    private String tag(String key) {
        String value = tags.get(key);
        if (value == null) {
            throw new MediaException(
                    MediaErrorCode.MEDIA_OBJECT_TAG_KEY_NOT_FOUND,
                    "Tag key not found: '" + key + "'; known keys are " + tags.keySet());
        }
        return value;
    }

    private @Nullable String parentId() {
        return parent == null ? null : parent.id();
    }

    private List<String> childIds() {
        return children.stream().map(MediaObject::id).toList();
    }
}
