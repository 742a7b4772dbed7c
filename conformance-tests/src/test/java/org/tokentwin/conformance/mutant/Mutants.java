package org.tokentwin.conformance.mutant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every mutant that there is. */
final class Mutants {
    /** None at all: what shows that the cases fail for the fault alone. */
    static final Mutant SOUND = Mutant.with("sound", "none", Map::of);

    /** None, on a token that has a security officer. */
    static final Mutant SOUND_WITH_OFFICER =
            Mutant.with("sound-with-officer", "none", Map::of).on("safenet-etoken-5110");

    /** None, on a token of no vendor. */
    static final Mutant SOUND_WITH_EVERY_MECHANISM =
            Mutant.with("sound-with-every-mechanism", "none", Map::of).on(SecretMutants.EVERY_MECHANISM);

    private Mutants() {}

    static List<Mutant> all() {
        return Stream.of(
                        GeneralMutants.all(),
                        SlotMutants.all(),
                        SessionMutants.all(),
                        LoginMutants.all(),
                        PinMutants.all(),
                        ObjectMutants.all(),
                        AttributeMutants.all(),
                        SignatureMutants.all(),
                        CipherMutants.all(),
                        CarelessMutants.all(),
                        TableMutants.all(),
                        RowMutants.all(),
                        KeyConditionMutants.all(),
                        KeyPairMutants.all(),
                        SeldomMutants.all(),
                        SecretMutants.all(),
                        OutputMutants.all(),
                        ApplicationMutants.all(),
                        OfficerMutants.all(),
                        TellingMutants.all(),
                        OrderMutants.all(),
                        UnusualMutants.all(),
                        Version3Mutants.all())
                .flatMap(List::stream)
                .toList();
    }

    static Optional<Mutant> named(String name) {
        return Stream.concat(Stream.of(SOUND, SOUND_WITH_OFFICER, SOUND_WITH_EVERY_MECHANISM), all().stream())
                .filter(mutant -> mutant.name().equals(name))
                .findFirst();
    }
}
