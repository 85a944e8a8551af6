package org.kaskado.web;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.TreeMap;
import org.kaskado.repository.RepositoryItemInfo;
import org.kaskado.repository.RepositoryPage;
import org.kaskado.repository.StoredMedia;
import org.kaskado.repository.StoredTrack;

/** Items as JSON. */
final class ItemJson {
    private ItemJson() {}

    /** A page of items; {@code base} is the URL of the repository. */
    static JsonObject page(RepositoryPage page, String base) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        page.items().forEach(info -> items.add(item(info, base)));
        return Json.createObjectBuilder()
                .add("total", page.total())
                .add("offset", page.offset())
                .add("items", items)
                .build();
    }

    /** One item. */
    static JsonObject item(RepositoryItemInfo info, String base) {
        String url = base + "/" + info.id();
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", info.id())
                .add("state", info.state().name())
                .add("url", url)
                .add("contentLength", info.attributes().contentLength())
                .add("mimeType", info.attributes().mimeType())
                .add("created", info.attributes().creation().toString())
                .add("lastModified", info.attributes().lastModified().toString())
                .add("eTag", info.attributes().eTag())
                .add("inspection", info.inspection().name());
        JsonObjectBuilder metadata = Json.createObjectBuilder();
        new TreeMap<>(info.metadata()).forEach(metadata::add);
        json.add("metadata", metadata);
        if (info.hasPoster()) {
            json.add("poster", url + "/poster");
        }
        StoredMedia media = info.media();
        if (media != null) {
            json.add("media", media(media));
        }
        return json.build();
    }

    private static JsonObjectBuilder media(StoredMedia media) {
        JsonArrayBuilder tracks = Json.createArrayBuilder();
        media.tracks().forEach(track -> tracks.add(track(track)));
        return Json.createObjectBuilder()
                .add("format", media.format())
                .add("durationMs", media.durationMs())
                .add("tracks", tracks);
    }

    private static JsonObjectBuilder track(StoredTrack track) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("kind", track.kind()).add("codec", track.codec());
        if (track.width() > 0) {
            json.add("width", track.width()).add("height", track.height());
        }
        if (track.sampleRateHz() > 0) {
            json.add("sampleRateHz", track.sampleRateHz()).add("channels", track.channels());
        }
        return json;
    }
}
