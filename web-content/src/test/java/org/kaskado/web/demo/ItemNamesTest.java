package org.kaskado.web.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ItemNamesTest {
    @Test
    void shouldTakeTheLastPartOfAContentIdAsName() {
        assertThat(ItemNames.nameOf("a/b/holiday.mp4")).isEqualTo("holiday.mp4");
    }

    @Test
    void shouldGiveANameWhenThereIsNone() {
        assertThat(ItemNames.nameOf(null)).isEqualTo("unnamed");
        assertThat(ItemNames.nameOf("a/")).isEqualTo("unnamed");
    }

    @Test
    void shouldDropControlCharactersAndCapTheLength() {
        assertThat(ItemNames.nameOf("x\u0000y\n")).isEqualTo("x y");
        assertThat(ItemNames.nameOf("n".repeat(500))).hasSize(120);
    }
}
