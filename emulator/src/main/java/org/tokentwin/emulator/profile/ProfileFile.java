package org.tokentwin.emulator.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.profile.ProfileSection.Reading;

/**
 * Reads a profile from TOML. Every key must be there, in the file or in the bundled profile that its key {@code
 * based-on} names; a key that is not known is refused. What is said of each key here is what {@code docs/profiles.md} says.
 *
 * @param name the profile's
 * @param source how messages name the file
 */
record ProfileFile(String name, String source) {
    private static final String BASE = "based-on";
    private static final int MAX_CRYPTOKI_STRING = 32;
    private static final int MOST_SLOTS = 64;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FAULTS = 50;

    /** Ten minutes, in milliseconds. */
    private static final int LONGEST_COMMAND = 600_000;

    static ProfileFile of(Path file) {
        String fileName = String.valueOf(file.getFileName());
        return new ProfileFile(
                fileName.endsWith(".toml") ? fileName.substring(0, fileName.length() - 5) : fileName, file.toString());
    }

    static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ProfileException(file + ": it has more than " + MOST_BYTES + " bytes, so it is no profile");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new ProfileException(file + ": there is no such profile file", e);
        } catch (CharacterCodingException e) {
            throw new ProfileException(file + ": the profile is not UTF-8 text", e);
        } catch (IOException e) {
            throw new ProfileException(file + ": the profile cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws ProfileException for the first thing that is wrong */
    ProfileTable read(String toml) {
        return read(ProfileSyntax.parse(source, toml));
    }

    /** @throws ProfileException for the first thing that is wrong */
    ProfileTable read(ProfileValues values) {
        return read(values, Set.of());
    }

    /**
     * Returns what is wrong, the first of it where it is much: a key that is refused is read as if it were not there, so that the next one is
     * looked at.
     */
    List<String> faults(String toml) {
        List<String> faults = new ArrayList<>();
        try {
            addFaults(ProfileSyntax.parse(source, toml), faults);
        } catch (ProfileException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        return faults;
    }

    private void addFaults(ProfileValues own, List<String> faults) {
        Set<String> withdrawn = new HashSet<>();
        while (faults.size() < MOST_FAULTS) {
            try {
                read(own, withdrawn);
                return;
            } catch (ProfileException e) {
                if (e.key().isEmpty()) {
                    throw e;
                }
                if (!withdrawn.add(e.key().get())) {
                    return; // nothing can be read in its place
                }
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        faults.add(source + ": more may be wrong; mend these first");
    }

    private ProfileTable read(ProfileValues own, Set<String> withdrawn) {
        Reading reading = new Reading(source, withdrawn, new ArrayList<>());
        ProfileSection root = new ProfileSection(reading, "", own, bases(own));
        root.known(BASE, "The profile that has the keys that this file does not have.", baseNames());
        String description = root.string("description", "One line about the model, for people.", 200);
        Atr atr = root.parsed(
                "atr",
                "The card's answer to reset.",
                "an ATR in hexadecimal, 2 to 33 bytes that begin with 3B or 3F",
                Atr::parse);
        LibraryIdentity library = library(root.section("library"));
        SlotLayout slots = slots(root.section("slots"));
        TokenIdentity token = token(root.section("token"));
        ProfileSection pin = root.section("pin");
        PinPolicy policy = policy(pin);
        TokenProfile profile = new TokenProfile(
                name,
                description,
                atr,
                library,
                slots,
                token,
                policy,
                pin.constant(
                        "must-change-at",
                        "Which call returns `CKR_PIN_EXPIRED` while the user PIN must be changed: `C_Login`, or what needs the user after it.",
                        PinExpiry.class),
                pin.bool("so-pin", "Whether the token has an SO PIN; without one, a locked token stays locked."),
                Optional.of(pin.string(
                                "factory-pin",
                                "The user PIN that every token of the model comes with; empty where each has its own.",
                                20))
                        .filter(text -> !text.isEmpty()),
                Optional.of(pin.string(
                                "factory-so-pin",
                                "The SO PIN that every token of the model comes with; empty where each has its own.",
                                48))
                        .filter(text -> !text.isEmpty()),
                signaturePin(pin),
                pin.integer(
                        "count-low-at",
                        "`CKF_USER_PIN_COUNT_LOW` is set after a wrong PIN, once so many tries or fewer are left; with 15, after the first.",
                        1,
                        15),
                pin.bool("count-low-when-locked", "Whether `CKF_USER_PIN_COUNT_LOW` stays set on a locked PIN."),
                keys(root.section("keys"), limits(root)),
                objects(root.section("objects")),
                pace(root.section("pace")),
                root.constants(
                        "leniences",
                        "What the model [lets pass](#leniences) although the standard does not.",
                        Lenience.class),
                root.tables(
                        "refusals",
                        "Calls that are [refused](#refusals) although the standard has nothing against them.",
                        RefusalReader.NO_CONDITIONS,
                        section -> new RefusalReader(section).read()));
        root.refuseUnread();
        return new ProfileTable(profile, reading.keys());
    }

    private static String baseNames() {
        return "one of: " + String.join(", ", BundledProfiles.NAMES);
    }

    /** The profile that this one names, the one that that names, and so on. */
    private List<ProfileValues> bases(ProfileValues own) {
        List<ProfileValues> bases = new ArrayList<>();
        for (ProfileValues each = own; each.has(BASE); each = bases.getLast()) {
            Reading reading = new Reading(source, Set.of(), new ArrayList<>());
            String base = new ProfileSection(reading, "", each, List.of()).oneOf(BASE, "", BundledProfiles.NAMES);
            bases.add(BundledProfiles.values(base));
        }
        return bases;
    }

    private static LibraryIdentity library(ProfileSection section) {
        return new LibraryIdentity(
                section.version("cryptoki-version", "`cryptokiVersion` of `C_GetInfo`."),
                section.string("manufacturer", "`manufacturerID` of `C_GetInfo`.", MAX_CRYPTOKI_STRING),
                section.string("description", "`libraryDescription` of `C_GetInfo`.", MAX_CRYPTOKI_STRING),
                section.version("version", "`libraryVersion` of `C_GetInfo`."));
    }

    private static SlotLayout slots(ProfileSection section) {
        int count = section.integer("count", "How many slots there are, the empty ones included.", 1, MOST_SLOTS);
        List<String> descriptions = section.strings(
                "descriptions",
                "`slotDescription` of the first slots, the others' is blank; no more of them than slots.",
                MOST_SLOTS,
                64);
        if (descriptions.size() > count) {
            throw section.refused(
                    "descriptions", descriptions.size() + " are too many; allowed are no more than slots, " + count);
        }
        List<String> hidDescriptions = section.strings(
                "hid-descriptions",
                "`slotDescription` of slots for HID tokens, which have it without a token, too; no more of them than slots.",
                MOST_SLOTS,
                64);
        int firstHidSlot =
                section.integer("first-hid-slot", "The id of the first slot for HID tokens.", 0, MOST_SLOTS - 1);
        if (firstHidSlot + hidDescriptions.size() > count) {
            throw section.refused(
                    "hid-descriptions",
                    "from slot " + firstHidSlot + " on there are no " + hidDescriptions.size() + " slots; the last is "
                            + (count - 1));
        }
        return new SlotLayout(
                count,
                descriptions,
                section.bool(
                        "named-when-empty",
                        "Whether a slot of `descriptions` is named without a token, too. A USB token is its own reader, so its slot is blank without it."),
                hidDescriptions,
                firstHidSlot,
                section.constants(
                        "empty-flags", "`flags` of `C_GetSlotInfo` of a slot without a token.", SlotFlag.class),
                section.string("manufacturer", "`manufacturerID` of `C_GetSlotInfo`.", MAX_CRYPTOKI_STRING),
                section.version("hardware-version", "`hardwareVersion` of `C_GetSlotInfo`."),
                section.version("firmware-version", "`firmwareVersion` of `C_GetSlotInfo`."));
    }

    private static TokenIdentity token(ProfileSection section) {
        return new TokenIdentity(
                section.string("label", "`label` of a token that nobody named.", MAX_CRYPTOKI_STRING),
                section.bool("label-is-serial", "Whether such a token has its serial number for a label."),
                section.constant(
                        "serial",
                        "`serialNumber` of `C_GetTokenInfo`: hexadecimal digits in lower or upper case, so many.",
                        SerialForm.class),
                section.string("manufacturer", "`manufacturerID` of `C_GetTokenInfo`.", MAX_CRYPTOKI_STRING),
                section.string("model", "`model` of `C_GetTokenInfo`.", 16),
                section.constants(
                        "flags",
                        "Flags of `C_GetTokenInfo` that are always set; the others follow from the card's state.",
                        TokenFlag.class),
                section.version("hardware-version", "`hardwareVersion` of `C_GetTokenInfo`."),
                section.version("firmware-version", "`firmwareVersion` of `C_GetTokenInfo`."),
                section.constant("utc-time", "What `utcTime` of a token without a clock holds.", UtcTime.class),
                section.constant(
                        "session-counts",
                        "What `ulSessionCount` and `ulRwSessionCount` of `C_GetTokenInfo` hold: how many sessions there are, nothing, or `CK_UNAVAILABLE_INFORMATION`.",
                        SessionCounts.class),
                section.integer(
                        "total-memory",
                        "Bytes for public and private objects together; reported for both.",
                        1024,
                        Integer.MAX_VALUE),
                section.integer(
                        "free-memory-at-most",
                        "The free memory that a token reports which has more.",
                        0,
                        Integer.MAX_VALUE),
                section.string(
                        "product-name",
                        "The product's name that [the token object](pkcs11.md#the-token-object) tells; empty where it tells none.",
                        64),
                section.constant("card-type", "The kind of card that it tells.", CardType.class));
    }

    private static PinPolicy policy(ProfileSection section) {
        int userTries = section.integer("tries", "Wrong user PINs in a row until the token locks.", 1, 15);
        int soTries = section.integer("so-tries", "Wrong SO PINs in a row until the SO PIN is locked.", 1, 15);
        int least = section.integer("min-length", "`ulMinPinLen`: characters of a user PIN, at least.", 4, 20);
        int most = section.integer(
                "max-length", "`ulMaxPinLen`: characters of a user PIN, at most; not less than `min-length`.", 4, 20);
        if (most < least) {
            throw section.refused(
                    "max-length", most + " is out of range; allowed is a whole number from " + least + " to 20");
        }
        Set<CharacterClass> required = section.constants(
                "required", "Kinds of characters that a new user PIN has one of, each.", CharacterClass.class);
        Set<CharacterClass> forbidden = section.constants(
                "forbidden",
                "Kinds of characters that a new user PIN has none of; none that is `required`.",
                CharacterClass.class);
        if (!Collections.disjoint(required, forbidden)) {
            throw section.refused(
                    "forbidden",
                    "a kind of characters is required, too; allowed are those that are not in pin.required");
        }
        return new PinPolicy(
                userTries,
                soTries,
                least,
                most,
                required,
                forbidden,
                section.integer("history", "How many earlier user PINs are refused; the current one always is.", 0, 10),
                section.integer("max-repetitions", "How often in a row one character may stand; 0 for any.", 0, 20),
                section.integer(
                        "expires-days",
                        "So many days after it was set, a user PIN must be changed, by [the day that the card was told](pkcs11.md#the-rules-for-pins); 0 for never.",
                        0,
                        9999),
                section.constants("rules", "Further [rules](#rules-of-the-pin) that hold.", PinRule.class));
    }

    private static Optional<SignaturePin> signaturePin(ProfileSection section) {
        String pin = otherPin(
                section,
                "factory-signature-pin",
                "The signature PIN that every token of the model comes with: keys with `CKA_ALWAYS_AUTHENTICATE` want it for each use. Empty for a model without one, whose keys want the user PIN.");
        int tries = section.integer(
                "signature-tries", "Wrong signature PINs in a row until the signature PIN is locked.", 1, 15);
        String puk = otherPin(
                section, "factory-puk", "The PUK, which sets the signature PIN anew; empty for a model without one.");
        int pukTries = section.integer("puk-tries", "Wrong PUKs in a row until the PUK is locked.", 1, 15);
        return Optional.of(pin)
                .filter(text -> !text.isEmpty())
                .map(text -> new SignaturePin(
                        text, tries, Optional.of(puk).filter(unlocking -> !unlocking.isEmpty()), pukTries));
    }

    private static String otherPin(ProfileSection section, String key, String meaning) {
        return section.parsed(key, meaning, "4 to 20 characters from blank to ~, or nothing", text -> {
            if (!text.isEmpty() && !text.matches("[ -~]{4,20}")) {
                throw new IllegalArgumentException("no PIN");
            }
            return text;
        });
    }

    private static KeyProfile keys(ProfileSection section, List<MechanismLimits> limits) {
        int least = section.integer("rsa-min-bits", "The shortest RSA modulus.", 1024, 4096);
        int most =
                section.integer("rsa-max-bits", "The longest RSA modulus; not less than `rsa-min-bits`.", 1024, 4096);
        if (most < least) {
            throw section.refused(
                    "rsa-max-bits", most + " is out of range; allowed is a whole number from " + least + " to 4096");
        }
        return new KeyProfile(
                least,
                most,
                section.constants("curves", "The curves of EC keys; none for a token without them.", Curve.class),
                mechanisms(section),
                limits);
    }

    private static List<MechanismLimits> limits(ProfileSection root) {
        return root.tables(
                "mechanism-info",
                "[What `C_GetMechanismInfo` says](#mechanisms) of single mechanisms.",
                ProfileValues.NONE,
                section -> new MechanismLimits(
                        section.parsed(
                                "mechanism",
                                "The mechanism.",
                                "a name such as CKM_RSA_PKCS",
                                name -> Ckm.name(Ckm.named(name).orElseThrow(IllegalArgumentException::new))),
                        section.integer("min-key-size", "`ulMinKeySize`.", 0, Integer.MAX_VALUE),
                        section.integer("max-key-size", "`ulMaxKeySize`.", 0, Integer.MAX_VALUE),
                        section.constants("flags", "Its flags.", MechanismFlag.class)));
    }

    private static List<String> mechanisms(ProfileSection section) {
        List<String> names = section.strings(
                "mechanisms", "`C_GetMechanismList`, by the standard's names and in this order.", 500, 64);
        for (String each : names) {
            if (!each.matches("CKM_[A-Z0-9_]+")) {
                throw section.refused(
                        "mechanisms", "'" + each + "' is no mechanism; allowed are names like CKM_RSA_PKCS");
            }
        }
        return names;
    }

    private static ObjectProfile objects(ProfileSection section) {
        return new ObjectProfile(
                section.bool(
                        "imported-private-key-has-label",
                        "Whether the private key that a token is issued with has a `CKA_LABEL`."),
                section.bool(
                        "imported-key-has-public-key",
                        "Whether there is a public-key object beside the private key that a token is issued with."),
                section.integer("id-length", "Bytes of `CKA_ID` of what a token is issued with.", 1, 20),
                section.bool(
                        "issued-key-always-authenticates",
                        "Whether the private keys that a token is issued with have `CKA_ALWAYS_AUTHENTICATE`."),
                section.bool(
                        "retry-counter-object",
                        "Whether a hardware feature object tells [the retry counters](pkcs11.md#the-token-object), and what the token is."),
                section.bool(
                        "pin-policy-object",
                        "Whether a hardware feature object tells [the rules for the user PIN](pkcs11.md#the-rules-for-pins), which the SO changes."),
                section.bool(
                        "secret-keys-on-token",
                        "Whether secret keys can be token objects; else they are session objects only."),
                section.constants(
                        "generated-key-usage",
                        "What the keys of an RSA pair are for where the templates of `C_GenerateKeyPair` do not say it.",
                        KeyUse.class),
                section.constants(
                        "imported-key-usage",
                        "What an RSA private key that is imported is for where its template does not say it.",
                        KeyUse.class),
                section.bool(
                        "imported-key-usage-fixed",
                        "Whether that is so whatever the template of `C_CreateObject` or `C_UnwrapKey` says."),
                section.bool(
                        "stable-handles", "Whether the handles of a token's objects are the same in every process."));
    }

    private static PaceProfile pace(ProfileSection section) {
        return new PaceProfile(
                milliseconds(section, "exchange", "Any command, with its way there and back."),
                milliseconds(section, "verify", "To compare a PIN."),
                milliseconds(section, "change-pin", "To change a PIN."),
                milliseconds(section, "write", "To make, change or delete a file."),
                milliseconds(section, "sign", "To sign."),
                milliseconds(section, "decipher", "To decipher."),
                milliseconds(section, "import-key", "To take a private key in."),
                milliseconds(section, "generate-key", "To make a key pair."),
                section.integer("spread-percent", "By how much a command may take less or more.", 0, 100));
    }

    private static int milliseconds(ProfileSection section, String key, String meaning) {
        return section.integer(key, meaning, 0, LONGEST_COMMAND);
    }
}
