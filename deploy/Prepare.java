import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What run.sh must know or make before it starts the server: a data folder that can be written and is not in use, free
 * ports, a key store for https. Run as a source file by the JDK that will run the server, so it needs no other tool.
 *
 * <p>Arguments are {@code name=value}: data, bind, ports (as {@code http:8080,https:8443}), cert, key. What is wrong is
 * told in one sentence on standard error with exit status 1. On success the settings that must not be seen in the
 * process list are in {@code <data>/server/start.properties}, readable by the owner only.
 */
public final class Prepare {
    private static final int RSA_BITS = 3072;
    private static final int VALID_DAYS = 3650;
    private static final int PASSWORD_BYTES = 24;
    private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte DER_SEQUENCE = 0x30;
    private static final byte DER_OCTETS = 0x04;
    private static final int DER_EC_CURVE = 0xA0;

    private final Path data;
    private final String bind;

    private Prepare(Path data, String bind) {
        this.data = data;
        this.bind = bind;
    }

    public static void main(String[] arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            options.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        try {
            new Prepare(Path.of(options.get("data")), options.get("bind")).run(options);
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        } catch (Exception e) {
            System.err.println("Kaskado cannot prepare its start: " + e);
            System.exit(1);
        }
    }

    /** A reason not to start, as a sentence. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    private void run(Map<String, String> options) throws Exception {
        makeFolders();
        refuseSecondServer();
        for (String named : options.get("ports").split(",")) {
            checkPort(named.substring(0, named.indexOf(':')), Integer.parseInt(named.substring(named.indexOf(':') + 1)));
        }
        Path store = options.containsKey("cert")
                ? storeOfGiven(Path.of(options.get("cert")), Path.of(options.get("key")))
                : selfMadeStore();
        writePrivately(
                data.resolve("server/start.properties"),
                "kaskado.https.store=secrets/" + store.getFileName() + "\nkaskado.https.password=" + password() + "\n");
    }

    // ---------------------------------------------------------------------------------------------------- folders

    private void makeFolders() {
        try {
            for (String folder : List.of("", "secrets", "media", "db", "deployments", "server")) {
                Files.createDirectories(data.resolve(folder));
            }
            Files.setPosixFilePermissions(data.resolve("secrets"), PosixFilePermissions.fromString("rwx------"));
            Path probe = Files.createTempFile(data.resolve("server"), "write", "test");
            Files.delete(probe);
            Path inData = Files.createTempFile(data, ".write", "test");
            Files.delete(inData);
        } catch (IOException e) {
            throw new Refused("The data folder " + data + " cannot be written (" + e + "); choose another one with --data DIR.");
        }
    }

    private void refuseSecondServer() throws IOException {
        Path pidFile = data.resolve("server/pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readString(pidFile).trim();
        boolean runs = pid.matches("\\d{1,9}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().arguments())
                        .filter(list -> List.of(list).contains("-Djboss.server.base.dir=" + data + "/server"))
                        .isPresent();
        if (runs) {
            throw new Refused("The data folder " + data + " is in use by the server with process id " + pid
                    + "; stop that one or choose another folder with --data DIR.");
        }
    }

    // ------------------------------------------------------------------------------------------------------ ports

    private void checkPort(String name, int port) throws IOException {
        String host = name.equals("management") ? "127.0.0.1" : bind;
        try {
            bindOnce(name, new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (java.net.UnknownHostException e) {
            throw new Refused("--bind " + host + " is not an address and not a known host name.");
        } catch (BindException e) {
            if (String.valueOf(e.getMessage()).contains("assign")) {
                throw new Refused("--bind " + host + " is not an address of this machine.");
            }
            String reason = port < 1024 && String.valueOf(e.getMessage()).contains("denied")
                    ? "may not be opened by this user"
                    : "is in use";
            throw new Refused("Port " + port + " (" + name + ") on " + host + " " + reason
                    + "; stop what uses it, or move all ports with --port-offset N (a multiple of 100).");
        }
    }

    /** Media needs its port on UDP too. */
    private static void bindOnce(String name, InetSocketAddress address) throws IOException {
        if (name.equals("media")) {
            new DatagramSocket(address).close(); // and over TCP, for those who cannot use UDP
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }

    // ------------------------------------------------------------------------------------------------------ https

    private Path selfMadeStore() throws Exception {
        Path store = data.resolve("secrets/self-made.p12");
        if (Files.exists(store)) {
            try {
                certificate(store).checkValidity();
                announce(store, "self-made");
                return store;
            } catch (java.security.cert.CertificateExpiredException e) {
                System.out.println("The self-made https certificate has expired; making a new one.");
            }
            Files.delete(store);
        }
        // keytool reads the password from a file, so that it is in no process list.
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(), "-genkeypair", "-alias", "kaskado", "-keyalg", "RSA",
                        "-keysize", String.valueOf(RSA_BITS), "-validity", String.valueOf(VALID_DAYS),
                        "-dname", "CN=Kaskado at " + hostName(), "-ext", "san=" + alternativeNames(),
                        "-ext", "bc:c=ca:true,pathlen:0", "-ext", "eku=serverAuth",
                        "-storetype", "PKCS12", "-keystore", store.toString(),
                        "-storepass:file", passwordFile().toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new Refused("keytool could not make the https certificate: " + said.trim());
        }
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
        announce(store, "self-made");
        return store;
    }

    private String alternativeNames() throws IOException {
        Set<String> names = new LinkedHashSet<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
        String host = hostName();
        if (host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
            names.add((Character.isDigit(host.charAt(host.length() - 1)) ? "ip:" : "dns:") + host);
        }
        InetAddress address = InetAddress.getByName(bind);
        if (!address.isAnyLocalAddress()) {
            names.add("ip:" + plain(address));
        } else {
            java.net.NetworkInterface.networkInterfaces()
                    .flatMap(java.net.NetworkInterface::inetAddresses)
                    .filter(each -> !each.isLinkLocalAddress())
                    .forEach(each -> names.add("ip:" + plain(each)));
        }
        names.removeIf(name -> name.equals("ip:0:0:0:0:0:0:0:1"));
        return String.join(",", names);
    }

    private static String plain(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "localhost";
        }
    }

    private Path storeOfGiven(Path certificateFile, Path keyFile) throws Exception {
        List<Certificate> chain;
        try (InputStream in = Files.newInputStream(certificateFile)) {
            chain = new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
        } catch (IOException | GeneralSecurityException e) {
            throw new Refused("--tls-cert " + certificateFile + " cannot be read as PEM certificates: " + e);
        }
        if (chain.isEmpty()) {
            throw new Refused("--tls-cert " + certificateFile + " holds no certificate; expected PEM text, the server's first.");
        }
        PrivateKey key = privateKey(keyFile, chain.get(0).getPublicKey().getAlgorithm());
        if (!belongTogether(key, chain.get(0))) {
            throw new Refused("--tls-key " + keyFile + " is not the key of the first certificate in " + certificateFile + ".");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("kaskado", key, password().toCharArray(), chain.toArray(new Certificate[0]));
        Path store = data.resolve("secrets/given.p12");
        writePrivately(store, "");
        try (OutputStream out = Files.newOutputStream(store)) {
            keys.store(out, password().toCharArray());
        }
        announce(store, "given");
        return store;
    }

    private static boolean belongTogether(PrivateKey key, Certificate certificate) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] text = "kaskado".getBytes(StandardCharsets.UTF_8);
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(text);
        byte[] signed = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate);
        verifier.update(text);
        return verifier.verify(signed);
    }

    /** Reads PKCS#8 (RFC 5208), PKCS#1 (RFC 8017 A.1.2) and SEC 1 (RFC 5915) keys; the latter two are wrapped. */
    private static PrivateKey privateKey(Path file, String algorithm) throws GeneralSecurityException {
        String pem;
        try {
            pem = Files.readString(file);
        } catch (IOException e) {
            throw new Refused("--tls-key " + file + " cannot be read: " + e);
        }
        Matcher block = Pattern.compile("-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END").matcher(pem);
        if (!block.find()) {
            throw new Refused("--tls-key " + file + " holds no unencrypted PEM private key (RSA or EC).");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        byte[] pkcs8 = switch (block.group(1)) {
            case "RSA " -> wrapped(RSA_ALGORITHM, der);
            case "EC " -> wrapped(der(DER_SEQUENCE, concat(EC_PUBLIC_KEY, curveOf(der))), der);
            default -> der;
        };
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new Refused("--tls-key " + file + " is not a usable " + algorithm + " key: " + e.getMessage());
        }
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return der(DER_SEQUENCE, concat(VERSION_0, algorithm, der(DER_OCTETS, key)));
    }

    /** The named curve of a SEC 1 key: its optional field [0]. */
    private static byte[] curveOf(byte[] sec1) {
        for (int i = 0; i + 3 < sec1.length; i++) {
            boolean isCurve = (sec1[i] & 0xFF) == DER_EC_CURVE && sec1[i + 2] == 6 && sec1[i + 1] == sec1[i + 3] + 2;
            if (isCurve && i + 2 + sec1[i + 1] <= sec1.length) {
                return java.util.Arrays.copyOfRange(sec1, i + 2, i + 2 + sec1[i + 1]);
            }
        }
        throw new Refused("The EC key names no curve; write it as PKCS#8 ('BEGIN PRIVATE KEY').");
    }

    private static byte[] der(byte tag, byte[] body) {
        byte[] length = body.length < 0x80
                ? new byte[] {(byte) body.length}
                : body.length < 0x100
                        ? new byte[] {(byte) 0x81, (byte) body.length}
                        : new byte[] {(byte) 0x82, (byte) (body.length >> 8), (byte) body.length};
        return concat(new byte[] {tag}, length, body);
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private X509Certificate certificate(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password().toCharArray());
        }
        return (X509Certificate) keys.getCertificate("kaskado");
    }

    private void announce(Path store, String kind) throws GeneralSecurityException, IOException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate(store).getEncoded());
        System.out.println("https certificate (" + kind + "): " + store + ", SHA-256 "
                + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest));
    }

    private Path passwordFile() throws IOException {
        Path file = data.resolve("secrets/https-password");
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            writePrivately(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        }
        return file;
    }

    private String password() throws IOException {
        return Files.readString(passwordFile()).trim();
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
