package org.kaskado.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kaskado.dtls.Fingerprint;
import org.kaskado.dtls.HashFunction;

/** The {@code openssl} program as a DTLS peer, with a certificate of its own. */
final class OpenSsl implements AutoCloseable {
    private static final Pattern MATERIAL = Pattern.compile("Keying material: ([0-9A-F]+)");

    private final Path folder;
    private final Path output;
    private Process process;

    OpenSsl(Path folder) {
        this.folder = folder;
        this.output = folder.resolve("output.txt");
    }

    static boolean isMissing() {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() != 0;
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Fingerprint makeCertificate(DtlsCertificate.Kind kind) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-subj", "/CN=peer"));
        command.addAll(List.of("-days", "2", "-keyout", path("key.pem"), "-out", path("cert.pem"), "-newkey"));
        command.addAll(
                kind == DtlsCertificate.Kind.ECDSA
                        ? List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256")
                        : List.of("rsa:2048"));
        Process made = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("req.txt").toFile())
                .start();
        if (!made.waitFor(30, TimeUnit.SECONDS) || made.exitValue() != 0) {
            throw new AssertionError(Files.readString(folder.resolve("req.txt")));
        }
        return Fingerprint.of(HashFunction.SHA_256, certificate());
    }

    private byte[] certificate() throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(folder.resolve("cert.pem"))) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
        }
    }

    void start(String program, String profiles, int materialBytes, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl", program, "-dtls1_2", "-mtu", "1200"));
        command.addAll(List.of("-cert", path("cert.pem"), "-key", path("key.pem"), "-use_srtp", profiles));
        command.addAll(List.of("-keymatexport", "EXTRACTOR-dtls_srtp", "-keymatexportlen"));
        command.add(String.valueOf(materialBytes));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    void type(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    String output() throws IOException {
        return Files.exists(output) ? Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1) : "";
    }

    /** The exported keys in upper case hex, or nothing as long as it has not printed them. */
    String material() throws IOException {
        Matcher matcher = MATERIAL.matcher(output());
        return matcher.find() ? matcher.group(1) : "";
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
