package org.kaskado.engine.uri;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed when media is fetched over https: those that the JDK believes, and further ones. */
final class TrustedIssuers {
    private TrustedIssuers() {}

    /**
     * Makes sockets that check certificates.
     *
     * @param further a PEM file with certificates of further issuers (or self-signed ones), or null
     * @throws IllegalStateException when that file cannot be read or holds no certificate
     */
    static SSLSocketFactory sockets(@Nullable Path further) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, further == null ? null : managers(certificates(further)), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "kaskado.tls.trust is \"" + further + "\", but must be a file of PEM certificates: "
                            + e.getMessage(),
                    e);
        }
    }

    private static TrustManager[] managers(Collection<? extends Certificate> further)
            throws GeneralSecurityException, IOException {
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        List<Certificate> certificates = new ArrayList<>(further);
        certificates.addAll(issuersOfTheJdk());
        for (Certificate certificate : certificates) {
            all.setCertificateEntry("issuer-" + all.size(), certificate);
        }
        return factory(all).getTrustManagers();
    }

    private static List<X509Certificate> issuersOfTheJdk() throws GeneralSecurityException {
        List<X509Certificate> issuers = new ArrayList<>();
        for (TrustManager manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                issuers.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return issuers;
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("it holds no certificate");
            }
            return certificates;
        }
    }
}
