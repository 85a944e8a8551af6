package com.example;

import jakarta.annotation.PreDestroy;
import org.kaskado.content.ContentSessionScoped;

/** State of one session. */
@ContentSessionScoped
public class Counter {
    private int count;
    private String name = "";

    /** Counts. */
    public int next(String contentId) {
        name = contentId;
        return ++count;
    }

    @PreDestroy
    void gone() {
        Story.tell(name, "counter destroyed at " + count);
    }
}
