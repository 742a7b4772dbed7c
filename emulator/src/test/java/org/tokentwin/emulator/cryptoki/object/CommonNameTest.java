package org.tokentwin.emulator.cryptoki.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C=HK,CN=CHAN | CHAN",
                "C=HK,SERIALNUMBER=42+CN=CHAN | CHAN",
                "C=HK,CN=CHAN+SERIALNUMBER=42 | CHAN",
                "CN=above,C=HK,SERIALNUMBER=42+CN=below | below",
                "CN=Multi\\, \\\"Valued\\\" \\+ Name | Multi, \"Valued\" + Name"
            })
    void commonName_isFoundWhereverItStands_withoutEscapes(String name, String common) {
        assertThat(CommonName.of(new X500Name(name))).contains(common);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"C=HK+O=Org", "''"})
    void nameWithoutOne_hasNone(String name) {
        assertThat(CommonName.of(new X500Name(name))).isEmpty();
    }
}
