package com.example;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the handlers of this application were called for, by content id. */
final class Story {
    private static final ConcurrentHashMap<String, List<String>> CALLS = new ConcurrentHashMap<>();

    private Story() {}

    static void tell(String contentId, String call) {
        CALLS.computeIfAbsent(String.valueOf(contentId), key -> new CopyOnWriteArrayList<>()).add(call);
    }

    static String of(String contentId) {
        return String.join(",", CALLS.getOrDefault(contentId, List.of()));
    }
}
