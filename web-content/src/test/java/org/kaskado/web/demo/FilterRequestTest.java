package org.kaskado.web.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.kaskado.content.KaskadoException;

class FilterRequestTest {
    @Test
    void shouldReadEffectClipAndFormatWhenAllAreGiven() {
        assertThat(FilterRequest.of("mirror/card.mp4", "mp4"))
                .isEqualTo(new FilterRequest(Effect.MIRROR, "card.mp4", "MP4"));
    }

    @Test
    void shouldTakeWebmWhenNoFormatIsGiven() {
        assertThat(FilterRequest.of("none/qr.webm", null).format()).isEqualTo("WEBM");
    }

    @Test
    void shouldNameTheKnownEffectsWhenOneIsUnknown() {
        assertThatThrownBy(() -> FilterRequest.of("sparkle/card.mp4", null))
                .isInstanceOfSatisfying(
                        KaskadoException.class, e -> assertThat(e.getCode()).isEqualTo(404))
                .hasMessage("there is no effect 'sparkle'; known are none, mirror, grey, negative, logo, hat");
    }

    @Test
    void shouldTellTheFormWhenTheContentIdHasNoClip() {
        assertThatThrownBy(() -> FilterRequest.of("mirror", null)).hasMessageContaining("expected is <effect>/<clip>");
        assertThatThrownBy(() -> FilterRequest.of(null, null)).hasMessageContaining("the content id is ''");
    }

    @Test
    void shouldTellTheAllowedFormatsWhenOneIsUnknown() {
        assertThatThrownBy(() -> FilterRequest.of("none/card.mp4", "avi"))
                .hasMessage("the parameter 'as' is 'avi'; allowed are WEBM and MP4");
    }
}
