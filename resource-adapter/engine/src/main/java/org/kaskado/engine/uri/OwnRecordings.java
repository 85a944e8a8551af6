package org.kaskado.engine.uri;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Which files are recordings of this server, so that only those are ever replaced. Kept in a file of one line per
 * recording, {@code <identity> <URI>}, to which lines are appended; what is gone or was replaced by somebody else is
 * left out when the file is read again. A file is known by its path and by its identity in the file system (inode on
 * POSIX). Blocks: use on the pool for it. Safe for any thread.
 */
final class OwnRecordings {
    /** Older ones stay where they are, but cannot be replaced any more. */
    static final int MAX_KNOWN = 100_000;

    private final Path list;
    private final Map<Path, String> identities = new ConcurrentHashMap<>();
    private final AtomicBoolean isRead = new AtomicBoolean();

    /** @param list where the list is kept; need not exist */
    OwnRecordings(Path list) {
        this.list = list;
    }

    /** Whether a file is there and is one that this server made. */
    boolean has(Path real) throws IOException {
        readOnce();
        String known = identities.get(real);
        return known != null && known.equals(identity(real));
    }

    /** Remembers a file that was just made. */
    void add(Path real) throws IOException {
        readOnce();
        String identity = identity(real);
        if (identity == null || (identities.size() >= MAX_KNOWN && !identities.containsKey(real))) {
            return;
        }
        identities.put(real, identity);
        Files.writeString(list, line(real, identity), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Forgets a file. */
    void remove(Path real) {
        identities.remove(real);
    }

    private void readOnce() throws IOException {
        if (!isRead.compareAndSet(false, true)) {
            return; // a second thread at the very start may take an old recording for a foreign file: refused, not lost
        }
        if (!Files.exists(list)) {
            Files.createDirectories(list.toAbsolutePath().getParent());
            return;
        }
        Map<Path, String> still = new LinkedHashMap<>();
        for (String line : newest()) {
            int space = line.indexOf(' ');
            Path path = space < 0 ? null : path(line.substring(space + 1));
            if (path != null && line.substring(0, space).equals(identity(path))) {
                still.put(path, line.substring(0, space));
            }
        }
        identities.putAll(still);
        StringBuilder text = new StringBuilder();
        still.forEach((path, identity) -> text.append(line(path, identity)));
        Path fresh = Files.writeString(list.resolveSibling(list.getFileName() + ".new"), text);
        Files.move(fresh, list, StandardCopyOption.ATOMIC_MOVE);
    }

    private Deque<String> newest() throws IOException {
        Deque<String> newest = new ArrayDeque<>();
        try (var lines = Files.lines(list)) {
            lines.forEach(line -> {
                newest.addLast(line);
                if (newest.size() > MAX_KNOWN) {
                    newest.removeFirst();
                }
            });
        }
        return newest;
    }

    private static String line(Path real, String identity) {
        return identity + " " + real.toUri() + "\n";
    }

    private static @Nullable Path path(String uri) {
        try {
            return Path.of(URI.create(uri));
        } catch (IllegalArgumentException e) {
            return null; // a line that was cut short by a crash
        }
    }

    private static @Nullable String identity(Path real) throws IOException {
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        BasicFileAttributes attributes =
                Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Object key = attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
        return key.toString().replace(' ', '_');
    }
}
