package org.kaskado.element.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kaskado.connector.MediaException;
import org.kaskado.processing.NodeSpec;

/** Whatever the text: it is refused with a reason, or everything in it is on the allow-list. */
class FilterTextFuzzTest {
    private static final List<String> SEEDS = List.of(
            "hflip,hue=h=90:s=0.5,scale=320:-2",
            "drawtext=text='a, b':x=1",
            "videoflip method=4",
            "textoverlay text=\"hello\" halignment=left",
            "capsfilter caps=video/x-raw,framerate=15/1",
            "movie=/etc/passwd",
            "volume=0.5,aecho=0.8:0.9:100:0.3");
    private static final String ALPHABET = "=:,;[]'\"\\! /.%{}()*-#aeiotxw0123456789\u0000\n\u00e9";
    /** Filters that spellings of our own may use beside the table. */
    private static final Set<String> OWN = Set.of("lutyuv", "noise", "vignette", "erosion", "dilation", "aformat");

    private static final Set<String> FORBIDDEN =
            Set.of("textfile", "fontfile", "file", "filename", "f", "location", "plugin", "filter_name");

    @Test
    void shouldRefuseOrStayOnTheAllowListWhateverTheText() {
        Random random = new Random(42);
        for (int round = 0; round < 50_000; round++) {
            String text = mutated(random);
            try {
                FilterText.of(text).steps().forEach(FilterTextFuzzTest::check);
            } catch (MediaException e) {
                assertThat(e.getMessage()).startsWith("filter cannot be created");
            }
        }
    }

    private static void check(NodeSpec.FilterStep step) {
        assertThat(FilterRule.ALL.containsKey(step.name()) || OWN.contains(step.name()))
                .as(step.name())
                .isTrue();
        step.options().forEach((option, value) -> {
            assertThat(FORBIDDEN).doesNotContain(option);
            if (!option.equals("text")) {
                assertThat(value.toLowerCase(Locale.ROOT)).doesNotContain("while", "/etc", "print");
            }
        });
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int change = random.nextInt(6); change >= 0; change--) {
            int at = random.nextInt(text.length() + 1);
            char letter = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, letter);
                case 1 -> text.insert(at, SEEDS.get(random.nextInt(SEEDS.size())));
                case 2 -> text.setLength(at);
                default -> {
                    if (at < text.length()) {
                        text.setCharAt(at, letter);
                    }
                }
            }
        }
        return text.toString();
    }
}
