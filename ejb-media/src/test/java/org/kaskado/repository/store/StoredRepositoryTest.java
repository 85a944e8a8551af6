package org.kaskado.repository.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.repository.DuplicateItemException;
import org.kaskado.repository.InsufficientStorageException;
import org.kaskado.repository.RepositoryHttpPlayer;
import org.kaskado.repository.RepositoryItem;
import org.kaskado.repository.RepositoryItem.State;
import org.kaskado.repository.RepositoryItemInfo;
import org.kaskado.repository.RepositoryItemStateException;
import org.kaskado.repository.RepositoryItemWriter;
import org.kaskado.repository.RepositoryPage;
import org.kaskado.repository.RepositoryQuery;
import org.kaskado.repository.RepositoryTransfer;
import org.kaskado.repository.StoredMedia;
import org.kaskado.repository.StoredTrack;

/** The store on H2 in memory, by the JPA providers of WildFly and of Payara. */
class StoredRepositoryTest {
    private static final StoredMedia MEDIA =
            new StoredMedia("mp4", 2_000, List.of(new StoredTrack("VIDEO", "H264", 640, 360, 0, 0)));

    @TempDir
    Path folder;

    private ScheduledExecutorService executor;
    private TestDatabase database;
    private StoredRepository repository;
    private MediaReader reader = uri -> new MediaReader.Reading(MEDIA, new byte[] {1, 2, 3});

    @BeforeEach
    void startExecutor() {
        executor = Executors.newScheduledThreadPool(2);
    }

    @AfterEach
    void close() throws InterruptedException {
        repository.close();
        executor.shutdownNow();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        database.close();
    }

    private void open(String provider) {
        database = new TestDatabase(provider);
        repository = openStore(0);
    }

    private StoredRepository openStore(long floorBytes) {
        StoreSettings settings = new StoreSettings(
                folder, "/kaskado", floorBytes, 1_000, 3, Duration.ofMillis(50), Duration.ofMinutes(1));
        return new StoredRepository(
                settings, database, Clock.systemUTC(), new Threads(executor, executor), uri -> reader.read(uri));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldKeepBytesWhenAStreamIsClosed(String provider) throws IOException {
        open(provider);
        RepositoryItem item = repository.createRepositoryItem("clip.mp4");
        assertThat(item.getState()).isEqualTo(State.NEW);

        try (OutputStream out = item.createOutputStreamToWrite()) {
            out.write("hello".getBytes(StandardCharsets.UTF_8));
            assertThat(item.getState()).isEqualTo(State.STORING);
            assertThat(item.getAttributes().contentLength()).isEqualTo(5);
        }

        RepositoryItem found = repository.findRepositoryItemById("clip.mp4");
        assertThat(found.getState()).isEqualTo(State.STORED);
        assertThat(found.getAttributes().getContentLength()).isEqualTo(5);
        try (InputStream in = found.createInputStreamToRead()) {
            assertThat(in.readAllBytes()).asString().isEqualTo("hello");
        }
        assertThatThrownBy(found::createOutputStreamToWrite)
                .isInstanceOf(RepositoryItemStateException.class)
                .hasMessageContaining("STORED");
        assertThatThrownBy(() -> found.openForWriting(0)).isInstanceOf(RepositoryItemStateException.class);
        assertThat(Path.of(java.net.URI.create(found.getUri()))).hasContent("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldResumeWhenAWriterWasClosedBeforeTheEnd(String provider) throws IOException {
        open(provider);
        RepositoryItem item = repository.createRepositoryItem();
        write(item, 0, "0123456789", false);
        String tag = item.getAttributes().eTag();

        assertThat(item.getState()).isEqualTo(State.INCOMPLETE);
        assertThatThrownBy(() -> item.openForWriting(11))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 10");
        write(item, 5, "abc", true);

        assertThat(item.getState()).isEqualTo(State.STORED);
        assertThat(content(item)).isEqualTo("01234abc");
        assertThat(item.getAttributes().eTag()).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldTakeTheItemOverWhenAnotherUploadResumesIt(String provider) throws IOException {
        open(provider);
        RepositoryItem item = repository.createRepositoryItem();
        RepositoryItemWriter stale = item.openForWriting(0);
        stale.write(bytes("0123"));

        try (RepositoryItemWriter fresh = item.openForWriting(4)) {
            assertThatThrownBy(() -> stale.write(bytes("x")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("took the item over");
            assertThatThrownBy(stale::complete).isInstanceOf(IOException.class);
            stale.close();
            assertThat(item.getState()).isEqualTo(State.STORING);
            fresh.write(bytes("45"));
            fresh.complete();
        }

        assertThat(content(item)).isEqualTo("012345");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldRecoverWhenTheLastRunWasKilled(String provider) throws IOException {
        open(provider);
        RepositoryItem interrupted = repository.createRepositoryItem("interrupted");
        interrupted.openForWriting(0).write(bytes("kept"));
        RepositoryItem half = repository.createRepositoryItem("half-removed");
        write(half, 0, "x", true);
        String key = repository.table().require("half-removed").row().fileKey();
        repository.files().trash(key);

        StoredRepository next = openStore(0);

        RepositoryItem kept = next.findRepositoryItemById("interrupted");
        assertThat(kept.getState()).isEqualTo(State.INCOMPLETE);
        assertThat(kept.getAttributes().contentLength()).isEqualTo(4);
        assertThat(content(kept)).isEqualTo("kept");
        assertThat(next.findIfPresent("half-removed")).isEmpty();
        assertThat(next.files().trashed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldInspectAnItemOnceItIsStored(String provider) throws IOException {
        open(provider);
        RepositoryItem item = repository.createRepositoryItem();
        assertThat(item.getInfo().inspection()).isEqualTo(RepositoryItemInfo.Inspection.NONE);

        write(item, 0, "media", true);

        await().until(() -> item.getInfo().inspection() == RepositoryItemInfo.Inspection.DONE);
        assertThat(item.getMedia()).contains(MEDIA);
        assertThat(item.getTracks()).isEqualTo(MEDIA.tracks());
        try (InputStream poster = Channels.newInputStream(item.getPoster().orElseThrow())) {
            assertThat(poster.readAllBytes()).containsExactly(1, 2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldSayFailedWhenTheBytesAreNoMedia(String provider) throws IOException {
        open(provider);
        reader = uri -> {
            throw new UnreadableMediaException("text", new IOException("no container"));
        };
        RepositoryItem item = repository.createRepositoryItem();

        write(item, 0, "a text file called .mp4", true);

        await().until(() -> item.getInfo().inspection() == RepositoryItemInfo.Inspection.FAILED);
        assertThat(item.getMedia()).isEmpty();
        assertThat(item.getPoster()).isEmpty();
        assertThat(item.getState()).isEqualTo(State.STORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldInspectAfterARestartWhatCouldNotBeTriedBefore(String provider) throws IOException {
        open(provider);
        AtomicInteger tries = new AtomicInteger();
        reader = uri -> {
            tries.incrementAndGet();
            throw new IllegalStateException("no worker");
        };
        RepositoryItem item = repository.createRepositoryItem();
        write(item, 0, "media", true);
        await().until(() -> tries.get() == 1);
        reader = uri -> new MediaReader.Reading(MEDIA, null);

        StoredRepository next = openStore(0);

        await().until(() -> next.findRepositoryItemById(item.getId()).getMedia().isPresent());
        assertThat(item.hasPoster()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldFindItemsByMetadataAndText(String provider) throws IOException {
        open(provider);
        for (int i = 0; i < 25; i++) {
            RepositoryItem item = repository.createRepositoryItem("item-" + i);
            item.setMetadata(Map.of("title", "Clip number " + i, "genre", i % 2 == 0 ? "News" : "100%_!"));
        }
        write(repository.findRepositoryItemById("item-3"), 0, "x", true);

        assertThat(repository.findRepositoryItemsByAttValue("title", "Clip number 7"))
                .singleElement()
                .extracting(RepositoryItem::getId)
                .isEqualTo("item-7");
        assertThat(repository.findRepositoryItemsByAttRegex("title", "Clip number 1."))
                .hasSize(10);
        assertThat(repository.findRepositoryItemsByAttValue("none", "x")).isEmpty();

        RepositoryPage page =
                repository.search(RepositoryQuery.all().withText("NUMBER 1").page(5, 4));
        assertThat(page.total()).isEqualTo(11);
        assertThat(page.items()).hasSize(4);
        assertThat(page.items().get(0).metadata()).containsKeys("title", "genre");
        assertThat(search(RepositoryQuery.all().withText("100%_!"))).isEqualTo(12);
        assertThat(search(RepositoryQuery.all().withText("%"))).isEqualTo(12);
        assertThat(search(RepositoryQuery.all().withText("item-1"))).isEqualTo(11);
        assertThat(search(RepositoryQuery.all().withState(State.STORED))).isEqualTo(1);
        assertThat(search(RepositoryQuery.all()
                        .withMetadata(Map.of("genre", "News", "title", "Clip number 4"))
                        .withText("number")))
                .isEqualTo(1);
    }

    private long search(RepositoryQuery query) {
        return repository.search(query).total();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldReplaceAndBoundMetadata(String provider) {
        open(provider);
        RepositoryItem item = repository.createRepositoryItem();
        item.setMetadata(Map.of("a", "1", "b", "2"));
        item.putMetadataEntry("b", "3");
        assertThat(item.getMetadata()).isEqualTo(Map.of("a", "1", "b", "3"));
        item.setMetadata(Map.of("c", "4"));
        assertThat(item.getMetadata()).isEqualTo(Map.of("c", "4"));

        for (int i = 0; i < 63; i++) {
            item.putMetadataEntry("n" + i, "");
        }
        assertThatThrownBy(() -> item.putMetadataEntry("one too many", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64");
        assertThat(item.getMetadata()).hasSize(64);
        assertThatThrownBy(() -> item.putMetadataEntry("x", "y".repeat(4_001)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> item.setMimeType("html")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldRefuseIdsThatAreTakenOrWrong(String provider) {
        open(provider);
        repository.createRepositoryItem("a");

        assertThatThrownBy(() -> repository.createRepositoryItem("a"))
                .isInstanceOf(DuplicateItemException.class)
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> repository.createRepositoryItem("../a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'../a'");
        assertThatThrownBy(() -> repository.findRepositoryItemById("b")).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldRemoveRowBytesAndWriter(String provider) throws IOException {
        open(provider);
        RepositoryItem stored = repository.createRepositoryItem();
        write(stored, 0, "x", true);
        await().until(stored::hasPoster);
        RepositoryItem storing = repository.createRepositoryItem();
        RepositoryItemWriter writer = storing.openForWriting(0);
        writer.write(bytes("y"));

        repository.remove(stored);
        repository.remove(storing);
        repository.remove(storing);

        assertThat(repository.usage().items()).isZero();
        assertThatThrownBy(stored::getState).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> writer.write(bytes("z"))).hasMessageContaining("removed");
        writer.close();
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldHandAnItemToARecorder(String provider) throws IOException {
        open(provider);
        RepositoryItem item = repository.createRepositoryItem();
        item.beginRecording();
        assertThat(item.getState()).isEqualTo(State.STORING);
        assertThatThrownBy(() -> item.openForWriting(0))
                .isInstanceOf(RepositoryItemStateException.class)
                .hasMessageContaining("by a recorder");
        Path file = Path.of(java.net.URI.create(item.getUri()));
        assertThat(file.getParent()).isDirectory();
        Files.writeString(file, "recorded");

        item.finishRecording();

        assertThat(item.getState()).isEqualTo(State.STORED);
        assertThat(content(item)).isEqualTo("recorded");
        RepositoryItem empty = repository.createRepositoryItem();
        empty.beginRecording();
        empty.finishRecording();
        assertThat(empty.getState()).isEqualTo(State.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldRefuseToWriteBelowTheFreeSpaceFloor(String provider) {
        open(provider);
        repository = openStore(Long.MAX_VALUE / 2);
        RepositoryItem item = repository.createRepositoryItem();

        assertThatThrownBy(() -> item.openForWriting(0))
                .isInstanceOf(InsufficientStorageException.class)
                .hasMessageContaining("kaskado.disk.floor-bytes");
        assertThat(item.getState()).isEqualTo(State.NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldLetOneOfManyWritersWin(String provider) throws Exception {
        open(provider);
        RepositoryItem item = repository.createRepositoryItem();
        CountDownLatch done = new CountDownLatch(8);
        List<String> problems = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            Thread writer = new Thread(() -> {
                try (RepositoryItemWriter mine = item.openForWriting(0)) {
                    mine.write(bytes("same"));
                    mine.complete();
                } catch (IOException | RepositoryItemStateException lost) {
                    problems.add(String.valueOf(lost.getMessage()));
                } finally {
                    done.countDown();
                }
            });
            writer.start();
        }
        done.await();

        assertThat(problems).hasSize(7);
        assertThat(content(item)).isEqualTo("same");
        assertThat(repository.usage().activeUploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldRunAnHttpSessionFromFirstTransferToRest(String provider) {
        open(provider);
        RepositoryItem item = repository.createRepositoryItem();
        RepositoryHttpPlayer player = item.createRepositoryHttpPlayer();
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        player.addSessionStartedListener(event -> events.add("started"));
        player.addSessionErrorListener(event -> events.add("error " + event.getDescription()));
        player.addSessionTerminatedListener(event -> events.add("terminated " + event.reason()));
        assertThat(player.getURL()).isEqualTo("/kaskado/repository/" + player.getSessionId());
        assertThat(repository.findHttpEndpoint(player.getSessionId())).containsSame(player);

        RepositoryTransfer first = player.beginTransfer();
        RepositoryTransfer second = player.beginTransfer();
        first.failed("gone", null);
        first.finished();
        second.finished();

        await().until(() -> events.size() == 3);
        assertThat(events).containsExactly("started", "error gone", "terminated no transfer for 50 ms");
        assertThat(repository.findHttpEndpoint(player.getSessionId())).isEmpty();
        assertThatThrownBy(player::beginTransfer).isInstanceOf(IllegalStateException.class);
        player.addSessionTerminatedListener(event -> events.add("late"));
        await().until(() -> events.contains("late"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hibernate", "eclipselink"})
    void shouldStopSessionsWhenAskedAndCapThem(String provider) {
        open(provider);
        RepositoryItem item = repository.createRepositoryItem();
        RepositoryHttpPlayer player = item.createRepositoryHttpPlayer("my-session");
        item.createRepositoryHttpRecorder();
        assertThatThrownBy(() -> item.createRepositoryHttpPlayer("my-session"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in use");
        item.createRepositoryHttpRecorder();
        assertThatThrownBy(item::createRepositoryHttpPlayer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kaskado.repository.sessions.max");

        player.stop();
        player.stop();
        assertThat(repository.usage().httpSessions()).isEqualTo(2);
        repository.remove(item);
        assertThat(repository.usage().httpSessions()).isZero();
    }

    private static void write(RepositoryItem item, long offset, String text, boolean complete) throws IOException {
        try (RepositoryItemWriter writer = item.openForWriting(offset)) {
            writer.write(bytes(text));
            if (complete) {
                writer.complete();
            }
        }
    }

    private static String content(RepositoryItem item) throws IOException {
        try (InputStream in = Channels.newInputStream(item.openForReading())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
