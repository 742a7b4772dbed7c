package org.tokentwin.client.x509;

import static org.assertj.core.api.Assertions.assertThat;

import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;

class DistinguishedNameTest {
    @Test
    void attributeBesideOthers_isFoundByItsType_withoutEscapes() {
        X500Principal name = new X500Principal("CN=CHAN, OU=below, DC=x+OU=above, O=Happy\\, Ltd+ST=HK, C=HK");

        assertThat(DistinguishedName.values(name, BCStyle.OU)).containsExactly("below", "above");
        assertThat(DistinguishedName.values(name, BCStyle.O)).containsExactly("Happy, Ltd");
    }
}
