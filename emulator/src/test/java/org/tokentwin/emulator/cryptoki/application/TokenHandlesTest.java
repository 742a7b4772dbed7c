package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.object.NewObject;
import org.tokentwin.emulator.cryptoki.object.Template;
import org.tokentwin.emulator.cryptoki.object.TokenObject;

class TokenHandlesTest {
    private final TokenHandles handles = new TokenHandles(new Handles(), false);
    private final TokenObject open = object("open", false);
    private final TokenObject secret = object("secret", true);

    @Test
    void objectThatIsThereStill_keepsItsHandle() {
        long handle = handles.of(open);
        handles.retain(List.of(open, secret));

        assertThat(handles.of(open)).isEqualTo(handle);
    }

    @Test
    void objectsThatOthersDestroyed_areForgotten() {
        long openHandle = handles.of(open);
        long secretHandle = handles.of(secret);
        handles.retain(List.of());

        assertThat(handles.of(open)).isNotEqualTo(openHandle);
        assertThat(handles.of(secret)).isNotEqualTo(secretHandle);
    }

    @Test
    void endOfTheLogin_endsPrivateHandlesOnly() {
        long openHandle = handles.of(open);
        long secretHandle = handles.of(secret);
        handles.endPrivate();

        assertThat(handles.of(open)).isEqualTo(openHandle);
        assertThat(handles.of(secret)).isNotEqualTo(secretHandle);
    }

    private static TokenObject object(String identity, boolean isPrivate) {
        Template template = Template.of(List.of(
                Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_DATA),
                Attribute.ofBoolean(Cka.CKA_TOKEN, true),
                Attribute.ofBoolean(Cka.CKA_PRIVATE, isPrivate)));
        return new TokenObject(
                identity, 0, 0, NewObject.created(template, false).object());
    }
}
