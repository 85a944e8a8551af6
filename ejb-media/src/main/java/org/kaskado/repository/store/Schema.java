package org.kaskado.repository.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Makes the tables when they are missing; runs at each start and changes nothing that is there. */
final class Schema {
    private static final List<String> STATEMENTS = List.of(
            "CREATE TABLE IF NOT EXISTS kaskado_item ("
                    + "id VARCHAR(120) NOT NULL PRIMARY KEY, file_key VARCHAR(32) NOT NULL, state VARCHAR(16) NOT NULL,"
                    + " content_length BIGINT NOT NULL, created_ms BIGINT NOT NULL, modified_ms BIGINT NOT NULL,"
                    + " mime_type VARCHAR(100) NOT NULL, inspection VARCHAR(16) NOT NULL, media VARCHAR(4000),"
                    + " has_poster BOOLEAN NOT NULL)",
            "CREATE INDEX IF NOT EXISTS kaskado_item_created ON kaskado_item (created_ms)",
            "CREATE INDEX IF NOT EXISTS kaskado_item_file_key ON kaskado_item (file_key)",
            "CREATE TABLE IF NOT EXISTS kaskado_item_metadata ("
                    + "item_id VARCHAR(120) NOT NULL, entry_name VARCHAR(200) NOT NULL,"
                    + " entry_value VARCHAR(4000) NOT NULL, PRIMARY KEY (item_id, entry_name))",
            "CREATE TABLE IF NOT EXISTS kaskado_session_record ("
                    + "session_id VARCHAR(120) NOT NULL, kind VARCHAR(40) NOT NULL, application VARCHAR(200) NOT NULL,"
                    + " handler VARCHAR(400) NOT NULL, content_id VARCHAR(1000), user_name VARCHAR(200),"
                    + " client_address VARCHAR(100), started_ms BIGINT NOT NULL, ended_ms BIGINT NOT NULL,"
                    + " media_ms BIGINT NOT NULL, bytes BIGINT NOT NULL, outcome VARCHAR(16) NOT NULL,"
                    + " code INTEGER NOT NULL, reason VARCHAR(1000) NOT NULL, PRIMARY KEY (session_id, kind))",
            "CREATE INDEX IF NOT EXISTS kaskado_session_record_ended ON kaskado_session_record (ended_ms)");

    private Schema() {}

    /**
     * Makes what is missing.
     *
     * @throws IllegalStateException when the database refuses; names the statement
     */
    static void create(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : STATEMENTS) {
                execute(statement, sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached: " + e.getMessage(), e);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused '" + sql + "': " + e.getMessage(), e);
        }
    }
}
