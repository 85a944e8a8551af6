package org.kaskado.web.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoItemsTest {
    @Test
    void shouldTakeTheLastPartOfAContentIdAsName() {
        assertThat(DemoItems.nameOf("a/b/holiday.mp4")).isEqualTo("holiday.mp4");
    }

    @Test
    void shouldGiveANameWhenThereIsNone() {
        assertThat(DemoItems.nameOf(null)).isEqualTo("unnamed");
        assertThat(DemoItems.nameOf("a/")).isEqualTo("unnamed");
    }

    @Test
    void shouldDropControlCharactersAndCapTheLength() {
        assertThat(DemoItems.nameOf("x\u0000y\n")).isEqualTo("x y");
        assertThat(DemoItems.nameOf("n".repeat(500))).hasSize(120);
    }
}
