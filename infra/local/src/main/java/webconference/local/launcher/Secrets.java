package webconference.local.launcher;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;

/// Secrets of the platform, made up once and kept in files that only their owner reads.
public final class Secrets {

    private static final int BYTES = 32;

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    public Secrets(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new CannotStart("cannot write " + directory + ": " + e.getMessage(), e);
        }
    }

    public String of(String name) {
        return kept(
                name,
                () -> {
                    var bytes = new byte[BYTES];
                    random.nextBytes(bytes);
                    return HexFormat.of().formatHex(bytes);
                });
    }

    /// The key pair that stream keys are sealed with: whole for streaming-service, its public half
    /// for room-service.
    public ECKey streamKeyPair() {
        try {
            return ECKey.parse(kept("stream-key.json", Secrets::newStreamKeyPair));
        } catch (ParseException e) {
            throw new CannotStart(directory.resolve("stream-key.json") + " is damaged", e);
        }
    }

    static String privateSet(ECKey pair) {
        return new JWKSet(pair).toString(false);
    }

    private static String newStreamKeyPair() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.ENCRYPTION)
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The file itself, for a program that is given a path and not a value.
    public Path fileOf(String name) {
        of(name);
        return directory.resolve(name);
    }

    /// The first who asks makes it up; parts that start together ask together.
    private synchronized String kept(String name, Supplier<String> made) {
        var file = directory.resolve(name);
        try {
            if (Files.exists(file)) {
                return Files.readString(file);
            }
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            return Files.readString(Files.writeString(file, made.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
