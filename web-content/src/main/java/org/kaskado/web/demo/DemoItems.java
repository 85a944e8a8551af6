package org.kaskado.web.demo;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItemInfo;
import org.kaskado.repository.RepositoryPage;
import org.kaskado.repository.StoredMedia;
import org.kaskado.repository.StoredTrack;

/** Repository items as the home page wants to know them. */
final class DemoItems {
    private static final int LONGEST_NAME = 120;

    private DemoItems() {}

    /** A name for people out of a content id: its last part, without control characters. */
    static String nameOf(@Nullable String contentId) {
        String id = contentId == null ? "" : contentId.substring(contentId.lastIndexOf('/') + 1);
        String name = id.replaceAll("\\p{Cntrl}", " ").strip();
        if (name.isEmpty()) {
            return "unnamed";
        }
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    static JsonObject json(RepositoryPage page) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        page.items().forEach(item -> items.add(json(item)));
        return Json.createObjectBuilder()
                .add("total", page.total())
                .add("offset", page.offset())
                .add("items", items)
                .build();
    }

    private static JsonObjectBuilder json(RepositoryItemInfo item) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", item.id())
                .add("name", item.metadata().getOrDefault("name", item.id()))
                .add("state", item.state().name())
                .add("playable", item.state() == RepositoryItem.State.STORED)
                .add(
                        "pending",
                        item.inspection() == RepositoryItemInfo.Inspection.PENDING
                                || item.state() == RepositoryItem.State.STORING)
                .add("sizeBytes", item.attributes().getContentLength())
                .add("url", "repository/" + item.id());
        if (item.hasPoster()) {
            json.add("poster", "demo/items/" + item.id() + "/poster");
        }
        StoredMedia media = item.media();
        JsonArrayBuilder tracks = Json.createArrayBuilder();
        if (media != null) {
            json.add("format", media.format()).add("durationMs", media.durationMs());
            media.tracks().forEach(track -> tracks.add(json(track)));
        }
        return json.add("tracks", tracks);
    }

    private static JsonObjectBuilder json(StoredTrack track) {
        return Json.createObjectBuilder()
                .add("kind", track.kind())
                .add("codec", track.codec())
                .add("width", track.width())
                .add("height", track.height())
                .add("sampleRateHz", track.sampleRateHz())
                .add("channels", track.channels());
    }
}
