package org.kaskado.engine.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kaskado.connector.MediaErrorCode;
import org.kaskado.connector.MediaException;

class MediaFoldersTest {
    @TempDir
    Path root;

    private Path allowed;
    private Path secret;
    private MediaFolders folders;

    @BeforeEach
    void make() throws IOException {
        allowed = Files.createDirectories(root.resolve("media"));
        secret = Files.writeString(root.resolve("secret.txt"), "secret");
        Files.writeString(allowed.resolve("a b%20c.webm"), "clip");
        folders = new MediaFolders(List.of(allowed), new OwnRecordings(root.resolve("data/recordings.list")));
    }

    private String read(String uri) throws IOException {
        Path path = MediaUri.of(uri, allowed).path();
        try (var channel = folders.open(path)) {
            return "opened " + channel.size();
        }
    }

    @Test
    void shouldOpenFilesHoweverTheirUriIsWritten() throws IOException {
        Files.writeString(allowed.resolve("x.webm"), "clip");
        Files.writeString(allowed.resolve("x y.webm"), "clip");
        assertThat(read("x.webm")).isEqualTo("opened 4");
        assertThat(read("sub/../x.webm")).isEqualTo("opened 4");
        assertThat(read("file:" + allowed + "/x.webm")).isEqualTo("opened 4");
        assertThat(read("file://" + allowed + "/x%20y.webm")).isEqualTo("opened 4");
        assertThat(read("file:x.webm")).isEqualTo("opened 4");
        assertThat(read(allowed + "/x y.webm")).isEqualTo("opened 4");
        assertThat(read("a b%20c.webm")).isEqualTo("opened 4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "file:../secret.txt",
                "file:%2e%2e/secret.txt",
                "sub/../../secret.txt",
                "/etc/passwd",
                "file:///etc/passwd"
            })
    void shouldRefusePathsThatLeadOut(String uri) {
        refused(MediaErrorCode.URI_FORBIDDEN, () -> read(uri));
    }

    @Test
    void shouldRefuseLinksThatLeadOutAndFollowThoseThatStayIn() throws IOException {
        Files.writeString(allowed.resolve("x.webm"), "clip");
        Files.createSymbolicLink(allowed.resolve("out"), secret);
        Files.createSymbolicLink(allowed.resolve("outside"), root);
        Files.createSymbolicLink(allowed.resolve("in"), allowed.resolve("x.webm"));
        refused(MediaErrorCode.URI_FORBIDDEN, () -> read("out"));
        refused(MediaErrorCode.URI_FORBIDDEN, () -> read("outside/secret.txt"));
        assertThat(read("in")).isEqualTo("opened 4");
        refused(MediaErrorCode.URI_FORBIDDEN, () -> folders.create(allowed.resolve("outside/new.webm")));
        refused(MediaErrorCode.URI_FORBIDDEN, () -> folders.create(allowed.resolve("out")));
        assertThat(secret).hasContent("secret");
    }

    @Test
    void shouldNotFollowALinkThatDanglesWhenItMakesAFile() throws IOException {
        Files.createSymbolicLink(allowed.resolve("dangling.webm"), root.resolve("created-outside"));
        refused(MediaErrorCode.URI_FORBIDDEN, () -> folders.create(allowed.resolve("dangling.webm")));
        assertThat(root.resolve("created-outside")).doesNotExist();
    }

    @Test
    void shouldMakeFoldersForARecordingBelowAnAllowedOne() throws IOException {
        assertThat(folders.create(allowed.resolve("today/new.webm"))).exists();
    }

    @Test
    void shouldSayThatAFileIsMissingOrNoFile() {
        refused(MediaErrorCode.URI_PATH_FILE_NOT_FOUND, () -> read("missing.webm"));
        refused(MediaErrorCode.URI_PATH_FILE_NOT_FOUND, () -> read("."));
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://x/y",
        "concat:a|b",
        "data:video/webm;base64:xx",
        "file://host/x",
        "http:///nohost",
        "http://user:pw@x/y",
        "gopher://x",
        "jar:file:/x!/y",
        "pipe:0"
    })
    void shouldRefuseOtherSchemesAndStrangeUris(String uri) {
        refused(MediaErrorCode.URI_FORBIDDEN, () -> MediaUri.of(uri, allowed));
    }

    private static void refused(MediaErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
