package org.kaskado.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What a code means over HTTP and JSON-RPC; the table itself is {@code error-codes.txt} beside this class. */
public final class ErrorTable {
    private static final List<Row> ROWS = read();

    private ErrorTable() {}

    /**
     * Codes of one meaning.
     *
     * @param first lowest code
     * @param last highest code
     * @param httpStatus status of a bare HTTP answer; for standard HTTP codes the code itself
     * @param jsonRpcCode code of a JSON-RPC error that was found before a handler was asked
     * @param meaning a few words
     */
    public record Row(int first, int last, int httpStatus, int jsonRpcCode, String meaning) {
        boolean holds(int code) {
            return first <= code && code <= last;
        }
    }

    /** All rows, ascending. */
    public static List<Row> rows() {
        return ROWS;
    }

    /** The HTTP status for a code; 500 for codes that the table does not have. */
    public static int httpStatus(int code) {
        Row row = row(code);
        return row.httpStatus() == SAME ? code : row.httpStatus();
    }

    /** The JSON-RPC code for a code; -32400 for codes that the table does not have. */
    public static int jsonRpcCode(int code) {
        return row(code).jsonRpcCode();
    }

    private static final int SAME = -1;

    private static Row row(int code) {
        for (Row row : ROWS) {
            if (row.holds(code)) {
                return row;
            }
        }
        return new Row(code, code, 500, -32400, "application's own");
    }

    private static List<Row> read() {
        try (InputStream in = Objects.requireNonNull(ErrorTable.class.getResourceAsStream("error-codes.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ErrorTable::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("error-codes.txt cannot be read", e);
        }
    }

    private static Row parse(String line) {
        String[] cells = line.strip().split("\\s+", 4);
        String[] range = cells[0].split("-", 2);
        int first = Integer.parseInt(range[0]);
        int last = range.length == 2 ? Integer.parseInt(range[1]) : first;
        int status = cells[1].equals("same") ? SAME : Integer.parseInt(cells[1]);
        return new Row(first, last, status, Integer.parseInt(cells[2]), cells[3]);
    }
}
