package org.kaskado.repository.store;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.kaskado.repository.RepositoryQuery;

/**
 * A query in the words of JPA.
 *
 * @param from FROM and WHERE clauses over {@code i}
 * @param parameters their values
 */
record ItemSearch(String from, Map<String, Object> parameters) {
    static ItemSearch of(RepositoryQuery query) {
        StringBuilder from = new StringBuilder("FROM ItemRow i WHERE 1 = 1");
        Map<String, Object> parameters = new HashMap<>();
        if (query.state() != null) {
            from.append(" AND i.state = :state");
            parameters.put("state", query.state());
        }
        String text = query.text();
        if (text != null && !text.isBlank()) {
            from.append(" AND (LOWER(i.id) LIKE :text ESCAPE '!' OR EXISTS (SELECT m.itemId FROM MetadataRow m")
                    .append(" WHERE m.itemId = i.id AND LOWER(m.value) LIKE :text ESCAPE '!'))");
            parameters.put("text", "%" + escape(text.strip().toLowerCase(Locale.ROOT)) + "%");
        }
        int number = 0;
        for (Map.Entry<String, String> entry : query.metadata().entrySet()) {
            String alias = "e" + number++;
            from.append(" AND EXISTS (SELECT " + alias + ".itemId FROM MetadataRow " + alias + " WHERE " + alias
                    + ".itemId = i.id AND " + alias + ".name = :" + alias + "n AND " + alias + ".value = :" + alias
                    + "v)");
            parameters.put(alias + "n", entry.getKey());
            parameters.put(alias + "v", entry.getValue());
        }
        return new ItemSearch(from.toString(), parameters);
    }

    private static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
