package org.tokentwin.client.cli;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.PrivateKeyEntry;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.uri.Pkcs11Uri;
import org.tokentwin.client.uri.UriAttribute;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which certificate or key of a token. */
final class ObjectOptions {
    @Option(names = "--id", paramLabel = "HEX", description = "The certificate or key with this id (CKA_ID).")
    private @Nullable String id;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "The certificate or key with this label (CKA_LABEL).")
    private @Nullable String label;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The certificates that the options and the URI do not exclude. */
    List<CertificateEntry> certificates(List<CertificateEntry> all, Pkcs11Uri uri) {
        requireType(uri);
        String wantedId = id();
        return all.stream()
                .filter(entry -> uri.matchesObject(entry.label(), entry.id()))
                .filter(entry -> wantedId == null || wantedId.equals(entry.id()))
                .filter(entry -> label == null || label.equals(entry.label()))
                .toList();
    }

    /** The one certificate that is meant; without options the only user certificate. */
    CertificateEntry oneCertificate(List<CertificateEntry> all, Pkcs11Uri uri) {
        List<CertificateEntry> found = certificates(all, uri);
        List<CertificateEntry> users =
                found.stream().filter(entry -> !entry.isAuthority()).toList();
        List<CertificateEntry> candidates = users.isEmpty() ? found : users;
        if (candidates.isEmpty()) {
            throw TokenException.refused(
                    "the token shows no such certificate", "List the certificates with 'cert list'.");
        }
        if (candidates.size() > 1) {
            throw usage("several certificates match: choose one with --id or --label: "
                    + describe(candidates, entry -> entry.label() + " (id " + entry.id() + ")"));
        }
        return candidates.getFirst();
    }

    /**
     * The one private key that is meant; without options the only one. A label may be that of the key's certificate, since keys
     * that were imported often have none.
     */
    PrivateKeyEntry onePrivateKey(TokenSession session, Pkcs11Uri uri) {
        requireType(uri);
        List<String> certificateIds = certificates(session.certificates(), uri).stream()
                .map(CertificateEntry::id)
                .filter(each -> !each.isEmpty())
                .toList();
        Predicate<PrivateKeyEntry> meant = key -> certificateIds.contains(key.id()) || matches(key, uri);
        List<PrivateKeyEntry> found =
                session.privateKeys().stream().filter(meant).toList();
        if (found.isEmpty()) {
            throw TokenException.refused(
                    "the token has no such private key", "List the certificates and keys with 'cert list --login'.");
        }
        if (found.size() > 1) {
            throw usage("several keys match: choose one with --id: "
                    + describe(found, key -> key.id() + (key.label().isEmpty() ? "" : " (" + key.label() + ")")));
        }
        return found.getFirst();
    }

    private boolean matches(PrivateKeyEntry key, Pkcs11Uri uri) {
        String wantedId = id();
        return uri.matchesObject(key.label(), key.id())
                && (wantedId == null || wantedId.equals(key.id()))
                && (label == null || label.equals(key.label()));
    }

    private @Nullable String id() {
        if (id == null) {
            return null;
        }
        String hex = id.replace(":", "").toLowerCase(Locale.ROOT);
        try {
            return HexFormat.of().formatHex(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw usage("--id takes hexadecimal digits, two for each byte");
        }
    }

    private void requireType(Pkcs11Uri uri) {
        String type = uri.get(UriAttribute.TYPE).orElse("cert");
        if (!type.equals("cert") && !type.equals("private")) {
            throw usage("the URI's type is " + type + ", and this command takes cert or private");
        }
    }

    private static <T> String describe(List<T> objects, Function<T, String> words) {
        return String.join(", ", objects.stream().map(words).toList());
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
