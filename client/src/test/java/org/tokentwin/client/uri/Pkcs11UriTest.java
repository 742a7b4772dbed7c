package org.tokentwin.client.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;

class Pkcs11UriTest {
    private static final Token TOKEN = new Token(
            5,
            "My Token",
            "SafeNet, Inc.",
            "eToken",
            "01db911b",
            "1.0",
            "1.0",
            0x60D,
            6,
            20,
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            "");
    private static final Slot SLOT =
            new Slot(5, "SafeNet eToken 5100", "SafeNet, Inc.", "2.0", "0.0", true, true, Optional.of(TOKEN));
    private static final ModuleInfo MODULE =
            new ModuleInfo(Path.of("/m.so"), "2.20", "SafeNet, Inc.", "SafeNet eToken PKCS#11", "9.1");

    @Test
    void everyAttribute_isDecoded() {
        Pkcs11Uri uri = Pkcs11Uri.parse(
                "pkcs11:token=My%20Token;manufacturer=SafeNet%2C%20Inc.;serial=01db911b;model=eToken;"
                        + "library-manufacturer=a;library-description=b;library-version=9.1;object=c;type=private;id=%01%FFA;"
                        + "slot-id=5;slot-description=d;slot-manufacturer=e?module-path=/usr/lib/m.so&pin-source=file:/run/pin");

        assertThat(uri.get(UriAttribute.TOKEN)).contains("My Token");
        assertThat(uri.get(UriAttribute.MANUFACTURER)).contains("SafeNet, Inc.");
        assertThat(uri.get(UriAttribute.ID)).contains("01ff41");
        assertThat(uri.get(UriAttribute.TYPE)).contains("private");
        assertThat(uri.get(UriAttribute.SLOT_ID)).contains("5");
        assertThat(uri.get(UriAttribute.MODULE_PATH)).contains("/usr/lib/m.so");
        assertThat(uri.get(UriAttribute.PIN_SOURCE)).contains("file:/run/pin");
    }

    @Test
    void percentEncodedUtf8_isDecodedAsCharacters() {
        assertThat(Pkcs11Uri.parse("pkcs11:token=%E4%BB%A4%E7%89%8C").get(UriAttribute.TOKEN))
                .contains("令牌");
    }

    @Test
    void schemeInUpperCase_isAccepted() {
        assertThat(Pkcs11Uri.parse("PKCS11:model=eToken").matches(TOKEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs11:", "pkcs11:?", "pkcs11:token=My%20Token;serial=01db911b"})
    void uriOfTheToken_matchesIt(String uri) {
        assertThat(Pkcs11Uri.parse(uri).matches(TOKEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pkcs11:token=my%20token",
                "pkcs11:token=My%20Token;serial=01db911c",
                "pkcs11:model=eToke",
                "pkcs11:manufacturer=SafeNet"
            })
    void uriOfAnotherToken_doesNotMatch(String uri) {
        assertThat(Pkcs11Uri.parse(uri).matches(TOKEN)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "pkcs11:slot-id=5, true",
        "pkcs11:slot-id=6, false",
        "pkcs11:slot-description=SafeNet%20eToken%205100, true"
    })
    void slotAttributes_matchTheSlot(String uri, boolean matches) {
        assertThat(Pkcs11Uri.parse(uri).matches(SLOT)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"9.1, true", "9, false", "10.1, false"})
    void libraryVersion_matchesTheModulesVersion(String version, boolean matches) {
        assertThat(Pkcs11Uri.parse("pkcs11:library-version=" + version).matches(MODULE))
                .isEqualTo(matches);
    }

    @Test
    void objectAndId_matchTheObject() {
        Pkcs11Uri uri = Pkcs11Uri.parse("pkcs11:object=my%20cert;id=%0A");

        assertThat(uri.matchesObject("my cert", "0a")).isTrue();
        assertThat(uri.matchesObject("my cert", "0b")).isFalse();
        assertThat(uri.matchesObject("other", "0a")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token=x                      | begins with pkcs11:",
                "pkcs11:token                 | name=value",
                "pkcs11:token=                | token has no value",
                "pkcs11:token=a;token=b       | twice",
                "pkcs11:token=a;              | name=value",
                "pkcs11:colour=red            | unknown attribute colour",
                "pkcs11:token=%4              | hexadecimal",
                "pkcs11:token=%ZZ             | hexadecimal",
                "pkcs11:token=a b             | percent-encoded",
                "pkcs11:token=a/b             | percent-encoded",
                "pkcs11:token=%FF             | not UTF-8",
                "pkcs11:type=secret           | type",
                "pkcs11:slot-id=x             | slot-id",
                "pkcs11:library-version=9.    | library-version",
                "pkcs11:?module-name=opensc   | module-name",
                "pkcs11:pin-source=file:/x    | unknown attribute pin-source"
            })
    void malformedUri_isRefusedWithTheReason(String uri, String reason) {
        assertThatThrownBy(() -> Pkcs11Uri.parse(uri))
                .isInstanceOf(Pkcs11UriException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void pinValue_isRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> Pkcs11Uri.parse("pkcs11:token=a?pin-value=Secret1%21"))
                .isInstanceOf(Pkcs11UriException.class)
                .hasMessageContaining("pin-value is refused")
                .hasMessageNotContaining("Secret1");
    }

    @Test
    void unknownQueryAttribute_isPassedOver() {
        assertThat(Pkcs11Uri.parse("pkcs11:?x-vendor=1").matches(TOKEN)).isTrue();
    }
}
