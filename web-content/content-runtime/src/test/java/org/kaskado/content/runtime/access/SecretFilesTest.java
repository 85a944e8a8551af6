package org.kaskado.content.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    @TempDir
    Path data;

    @Test
    void shouldMakeATokenThatOnlyTheOwnerCanReadAndKeepIt() throws IOException {
        Path folder = data.resolve("secrets");
        String token = new SecretFiles(folder).accessToken();
        assertThat(token).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("access-token"))))
                .isEqualTo("rw-------");
        assertThat(new SecretFiles(folder).accessToken()).isEqualTo(token);
        assertThat(new SecretFiles(folder).tokenKey()).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void shouldSayWhatToDoWhenATokenIsTooShort() throws IOException {
        Files.writeString(data.resolve("access-token"), "abc\n");
        assertThatThrownBy(() -> new SecretFiles(data).accessToken())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("access-token is shorter than 32")
                .hasMessageNotContaining("abc");
    }
}
