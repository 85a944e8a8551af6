package org.kaskado.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SdpFuzzTest {
    private static final int CASES = 20_000;

    @Test
    void shouldAnswerEveryTextWithADescriptionOrAnError() {
        List<String> texts = Fixtures.all().map(Fixtures::text).toList();
        Random random = new Random(8866);
        int good = 0;
        for (int i = 0; i < CASES; i++) {
            String text = SdpMutations.mutate(texts.get(random.nextInt(texts.size())), random);
            SdpOutcome outcome = SessionDescription.parse(text);
            if (outcome.isOk()) {
                good++;
                String printed = outcome.description().print();
                assertThat(SessionDescription.parse(printed).isOk()).as(printed).isTrue();
            } else {
                assertThat(outcome.error().message()).isNotEmpty();
            }
        }
        assertThat(good).isBetween(CASES / 10, CASES - CASES / 10);
    }
}
