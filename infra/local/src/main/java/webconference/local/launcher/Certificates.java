package webconference.local.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A certificate authority of the platform's own, one certificate of it for localhost, and a trust
/// store that knows the authority beside all the usual ones. Made once, by the JDK's keytool.
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path directory;

    public Certificates(Path directory) {
        this.directory = directory;
    }

    public Path key() {
        return directory.resolve("localhost.key");
    }

    public Path certificate() {
        return directory.resolve("localhost.crt");
    }

    public Path trustStore() {
        return directory.resolve("truststore.p12");
    }

    public void prepare() {
        if (Files.exists(directory.resolve("complete"))) {
            return;
        }
        try {
            Directories.delete(directory);
            Files.createDirectories(directory);
            makeAuthority();
            makeCertificate();
            makeTrustStore();
            Files.createFile(directory.resolve("complete"));
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart("cannot make certificates in " + directory + ": " + e, e);
        }
    }

    private void makeAuthority() throws IOException {
        keytool(
                "-genkeypair",
                "-keystore",
                "authority.p12",
                "-alias",
                "authority",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-dname",
                "CN=Local platform",
                "-ext",
                "bc:c=ca:true");
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                "authority.p12",
                "-alias",
                "authority",
                "-file",
                "authority.crt");
    }

    private void makeCertificate() throws IOException, GeneralSecurityException {
        keytool(
                "-genkeypair",
                "-keystore",
                "localhost.p12",
                "-alias",
                "localhost",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "3650",
                "-dname",
                "CN=localhost");
        keytool(
                "-certreq",
                "-keystore",
                "localhost.p12",
                "-alias",
                "localhost",
                "-file",
                "localhost.csr");
        keytool(
                "-gencert",
                "-rfc",
                "-keystore",
                "authority.p12",
                "-alias",
                "authority",
                "-validity",
                "3650",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-infile",
                "localhost.csr",
                "-outfile",
                "localhost.crt");
        Files.createFile(
                key(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key(), pem(privateKey()));
    }

    private byte[] privateKey() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(directory.resolve("localhost.p12"))) {
            store.load(file, PASSWORD.toCharArray());
        }
        return store.getKey("localhost", PASSWORD.toCharArray()).getEncoded();
    }

    private static String pem(byte[] key) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PRIVATE KEY-----\n"
                + lines.encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private void makeTrustStore() throws IOException {
        Files.copy(
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"),
                trustStore(),
                StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(trustStore(), PosixFilePermissions.fromString("rw-------"));
        keytool(
                "-importcert",
                "-noprompt",
                "-keystore",
                "truststore.p12",
                "-alias",
                "webconference-local",
                "-file",
                "authority.crt");
    }

    private void keytool(String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        var process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
