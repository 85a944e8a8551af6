package org.kaskado.content.runtime.access;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Secrets that are made at the first start, readable by the server's own user only. Values are never logged. */
public final class SecretFiles {
    private static final System.Logger LOG = System.getLogger(SecretFiles.class.getName());
    private static final int SECRET_BYTES = 32;
    private static final Object MAKING = new Object();

    private final Path folder;

    /** Secrets in {@code <data>/secrets}. */
    public SecretFiles(Path folder) {
        this.folder = folder;
    }

    /** The operator's token: {@code access-token}. */
    public String accessToken() throws IOException {
        return text("access-token", "access token");
    }

    /** The key of signed tokens: {@code token-key}, the bytes of its one line. */
    public byte[] tokenKey() throws IOException {
        return text("token-key", "key for signed access tokens").getBytes(StandardCharsets.US_ASCII);
    }

    private String text(String name, String what) throws IOException {
        Path file = folder.resolve(name);
        synchronized (MAKING) { // several web applications may come first at the same time
            if (!Files.exists(file)) {
                make(file);
                LOG.log(System.Logger.Level.INFO, "made a new {0}: see the file {1}", what, file);
            }
        }
        String secret = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (secret.length() < SECRET_BYTES) {
            throw new IOException("the " + what + " in " + file + " is shorter than " + SECRET_BYTES
                    + " characters; put a longer one there, or delete the file to get a new one");
        }
        return secret;
    }

    private void make(Path file) throws IOException {
        Files.createDirectories(folder);
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
        Path fresh = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(fresh, options, ownerOnly())) {
            channel.write(StandardCharsets.US_ASCII.encode(secret));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
