package org.kaskado.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.kaskado.content.runtime.http.UploadListener;
import org.kaskado.content.runtime.http.UploadOutcome;
import org.kaskado.repository.Repository;
import org.kaskado.repository.RepositoryItem;

/**
 * Answers an upload with the item as JSON: 201 and {@code Location} when the request made the item, else 200 or 308.
 *
 * @param isNew whether the request made the item; it is removed again when nothing of the body arrived
 * @param base URL of the repository
 */
record ItemUpload(Repository repository, RepositoryItem item, boolean isNew, String base) implements UploadListener {
    @Override
    public void onFinished(UploadOutcome outcome, HttpServletResponse response) throws IOException {
        if (outcome.isWhole() && isNew) {
            response.setStatus(HttpServletResponse.SC_CREATED);
        }
        // a Location on 308 would make clients follow it as a redirect
        String name = outcome.isWhole() ? "Location" : "Content-Location";
        response.setHeader(name, base + "/" + item.getId());
        ItemExchange.sendJson(response, ItemJson.item(item.getInfo(), base));
    }

    @Override
    public void onFailed(long bodyBytes, String description, @Nullable Throwable cause) {
        if (isNew && bodyBytes == 0) {
            repository.remove(item);
        }
    }
}
