package org.tokentwin.emulator.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.tokentwin.emulator.issuer.AuthorityKeys;
import org.tokentwin.emulator.issuer.Register;
import org.tokentwin.emulator.issuer.TestAuthority;

/**
 * The authority of a home: it knows every certificate that it issued for a kept token, in whatever process. Its keys are the published
 * ones, until {@link #createKeys} makes new ones.
 */
public final class KeptAuthority {
    private static final String KEYS = "keys.pem";
    private static final String KEY_TYPE = "PRIVATE KEY";

    private final Path keys;
    private final KeptRegister register;

    private KeptAuthority(Path keys, Path registerDirectory) {
        this.keys = keys;
        this.register = new KeptRegister(registerDirectory);
    }

    /** The home's own. */
    public static KeptAuthority of(TokenHome home) {
        return new KeptAuthority(directory(home).resolve(KEYS), directory(home));
    }

    /** One with the home's keys, whose register is in another directory: what it issues is known there only. */
    public static KeptAuthority of(TokenHome home, Path registerDirectory) {
        return new KeptAuthority(directory(home).resolve(KEYS), registerDirectory);
    }

    private static Path directory(TokenHome home) {
        return home.directory().resolve("authority");
    }

    /**
     * Gives it keys that nobody else has. Takes a second or two.
     *
     * @throws StoreException when it has some already, has issued a certificate, or they cannot be written
     */
    public void createKeys() {
        if (hasOwnKeys()) {
            throw new StoreException("There is an authority with its own keys already: " + keys);
        }
        AuthorityKeys made = AuthorityKeys.generate();
        register.locked(() -> {
            if (hasOwnKeys() || !register.current().certificates().isEmpty()) {
                throw new StoreException("The authority in " + keys.getParent()
                        + " has issued certificates already: choose another TOKENTWIN_HOME for one with its own keys");
            }
            write(made);
            return made;
        });
    }

    private void write(AuthorityKeys made) {
        StringWriter pem = new StringWriter();
        try (PemWriter writer = new PemWriter(pem)) {
            for (byte[] key : made.pkcs8()) {
                writer.writeObject(new PemObject(KEY_TYPE, key));
            }
            writer.flush();
            OwnerOnly.replace(keys, pem.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new StoreException("The file " + keys + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Whether it has keys that nobody else has. */
    public boolean hasOwnKeys() {
        return Files.exists(keys);
    }

    /**
     * The authority itself. What it issues, suspends or revokes is on the disk when its method returns.
     *
     * @throws StoreException when its keys cannot be read; its methods throw it too, when the register cannot be read or written
     */
    public TestAuthority authority(InstantSource clock) {
        return TestAuthority.of(keys(), clock, register);
    }

    /**
     * An authority with the same keys, whose register is kept by nobody.
     *
     * @throws StoreException when its keys cannot be read
     */
    public TestAuthority passing(InstantSource clock) {
        return TestAuthority.of(keys(), clock, Register.inMemory());
    }

    private AuthorityKeys keys() {
        return hasOwnKeys() ? readKeys() : AuthorityKeys.published();
    }

    private AuthorityKeys readKeys() {
        List<byte[]> encodings = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(Files.readString(keys, StandardCharsets.US_ASCII)))) {
            for (PemObject pem = reader.readPemObject(); pem != null; pem = reader.readPemObject()) {
                encodings.add(pem.getContent());
            }
            return AuthorityKeys.ofPkcs8(encodings);
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    "The authority's keys " + keys + " cannot be read: " + e.getMessage()
                            + ". Put a copy back, or begin with another TOKENTWIN_HOME",
                    e);
        }
    }
}
