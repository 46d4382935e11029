package es.crmfactura.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of a test, and the servers that it vouches for. Its files are the test's to throw away. */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path keys;
    private final Certificate authority;

    public Certificates(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.keys = folder.resolve("keys.p12");
        makeKey("ca", "-ext", "bc:critical=ca:true");
        this.authority = keyStore().getCertificate("ca");
    }

    /**
     * What a server shows, and its secret.
     *
     * @param certificate a file, as PEM
     * @param key a file that only its owner may read, as PEM
     * @param context for who would be the server
     */
    public record Server(Path certificate, Path key, SSLContext context) {}

    /** @param names as keytool has them: {@code ip:127.0.0.1}, {@code dns:localhost} */
    public Server server(String names) throws IOException, GeneralSecurityException {
        String alias = "server-" + keyStore().size();
        makeKey(alias, "-signer", "ca", "-ext", "san=" + names);
        Key key = keyStore().getKey(alias, PASSWORD.toCharArray());
        Certificate[] chain = keyStore().getCertificateChain(alias);
        return new Server(
                pem("CERTIFICATE", chain[0].getEncoded()), pem("PRIVATE KEY", key.getEncoded()), context(key, chain));
    }

    /** The authority's certificate, as PEM, for who is to trust it. */
    public Path authority() throws IOException, GeneralSecurityException {
        return pem("CERTIFICATE", authority.getEncoded());
    }

    /** For a client that trusts this authority and no other. */
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trusted = emptyKeyStore();
        trusted.setCertificateEntry("ca", authority);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static SSLContext context(Key key, Certificate[] chain) throws IOException, GeneralSecurityException {
        KeyStore own = emptyKeyStore();
        own.setKeyEntry("server", key, PASSWORD.toCharArray(), chain);
        var identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore keyStore() throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            return store;
        }
    }

    private static KeyStore emptyKeyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Path pem(String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        // a temporary file is its owner's alone, which PostgreSQL asks of a key
        return Files.writeString(
                Files.createTempFile(folder, "tls", ".pem"),
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text));
    }

    private void makeKey(String alias, String... others) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                keys.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=" + alias + " of " + folder.getFileName()));
        command.addAll(List.of(others));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.onExit().join().exitValue() != 0) {
            throw new IOException(said);
        }
    }
}
