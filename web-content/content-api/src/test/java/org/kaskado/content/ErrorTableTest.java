package org.kaskado.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorTableTest {
    @ParameterizedTest
    @CsvSource({
        "0, 200, 0",
        "1, 500, -32400",
        "307, 307, 0",
        "403, 403, -32500",
        "404, 404, -32601",
        "407, 407, -32500",
        "503, 503, -32400",
        "9999, 500, -32400",
        "10011, 403, -32603",
        "10012, 405, -32601",
        "10020, 400, -32700",
        "10021, 400, -32602",
        "10026, 400, -32600",
        "20011, 503, -32000",
        "20019, 500, -32400",
        "30000, 500, -32400",
        "4711, 500, -32400"
    })
    void shouldGiveStatusAndJsonRpcCodeOfTheTable(int code, int status, int jsonRpc) {
        assertThat(ErrorTable.httpStatus(code)).isEqualTo(status);
        assertThat(ErrorTable.jsonRpcCode(code)).isEqualTo(jsonRpc);
    }

    @Test
    void shouldHaveAscendingRowsWithoutOverlap() {
        int last = -1;
        for (ErrorTable.Row row : ErrorTable.rows()) {
            assertThat(row.first()).as(row.meaning()).isGreaterThan(last);
            assertThat(row.last()).isGreaterThanOrEqualTo(row.first());
            last = row.last();
        }
    }

    @ParameterizedTest
    @EnumSource(ContentErrorCode.class)
    void shouldListEveryCodeOfKaskado(ContentErrorCode code) {
        assertThat(ErrorTable.rows()).anyMatch(row -> row.first() <= code.code() && code.code() <= row.last());
    }

    @ParameterizedTest
    @EnumSource(Constraints.class)
    void shouldReadConstraintsInAnyCase(Constraints each) {
        assertThat(Constraints.fromWire(each.wire())).isEqualTo(each);
        assertThat(Constraints.fromWire(each.name())).isEqualTo(each);
    }

    @Test
    void shouldNameTheAllowedDirectionsWhenAConstraintIsUnknown() {
        assertThatThrownBy(() -> Constraints.fromWire("both"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'both'")
                .hasMessageContaining("sendonly, recvonly, sendrecv and inactive");
    }
}
