package org.tokentwin.client.window.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.window.text.Texts;

/**
 * The token information: first the rows that SafeNet's software shows and PKCS#11 tells, in its order, then what else C_GetTokenInfo and
 * C_GetInfo say.
 */
public final class TokenFields {
    private final Texts texts;

    public TokenFields(Texts texts) {
        this.texts = texts;
    }

    public List<Field> of(TokenView view, ModuleInfo module) {
        List<Field> fields = new ArrayList<>();
        identity(fields, view.slot(), view.token());
        password(fields, view.token(), view.pin());
        view.administrator().ifPresent(administrator -> administrator(fields, administrator));
        rest(fields, view.token(), module);
        fields.removeIf(Field::isEmpty);
        return fields;
    }

    private void identity(List<Field> fields, Slot slot, Token token) {
        fields.add(Field.of(texts.text("info.name"), token.label()));
        fields.add(Field.of(
                texts.text("info.category"),
                texts.text(slot.hardware() ? "info.category.hardware" : "info.category.software")));
        fields.add(Field.of(texts.text("info.reader"), slot.description()));
        fields.add(Field.digits(texts.text("info.serial"), token.serial()));
        fields.add(Field.of(texts.text("info.free"), memory(token.freePublicMemory(), token.totalPublicMemory())));
        fields.add(Field.of(texts.text("info.model"), token.model()));
    }

    private void password(List<Field> fields, Token token, PinStatus pin) {
        fields.add(
                Field.of(texts.text("info.password"), texts.text(pin.initialized() ? "info.present" : "info.absent")));
        fields.add(Field.of(texts.text("info.state"), state(pin)));
        pin.triesLeft().ifPresent(tries -> fields.add(Field.of(texts.text("info.tries.left"), texts.number(tries))));
        pin.triesAtMost().ifPresent(tries -> fields.add(Field.of(texts.text("info.tries.most"), texts.number(tries))));
        fields.add(Field.of(
                texts.text("info.length"),
                texts.text("info.length.value", token.minPinLength(), token.maxPinLength())));
    }

    private void administrator(List<Field> fields, PinStatus pin) {
        pin.triesLeft().ifPresent(tries -> fields.add(Field.of(texts.text("info.so.left"), texts.number(tries))));
        pin.triesAtMost().ifPresent(tries -> fields.add(Field.of(texts.text("info.so.most"), texts.number(tries))));
    }

    private String state(PinStatus pin) {
        if (!pin.initialized()) {
            return texts.text("state.unset");
        }
        if (pin.locked()) {
            return texts.text("state.locked");
        }
        if (pin.toBeChanged()) {
            return texts.text("state.change");
        }
        return pin.finalTry() ? texts.text("state.last") : texts.text("state.ready");
    }

    private void rest(List<Field> fields, Token token, ModuleInfo module) {
        fields.add(Field.of(texts.text("info.manufacturer"), token.manufacturer()));
        fields.add(Field.of(texts.text("info.hardware"), token.hardwareVersion()));
        fields.add(Field.of(texts.text("info.firmware"), token.firmwareVersion()));
        String flags = token.flagSet().stream().map(Enum::name).collect(Collectors.joining(", "));
        fields.add(Field.of(texts.text("info.flags"), flags));
        fields.add(Field.of(
                texts.text("info.library"),
                texts.text(
                        "info.library.value",
                        module.description(),
                        module.libraryVersion(),
                        module.manufacturer(),
                        module.cryptokiVersion())));
        fields.add(Field.of(texts.text("info.module"), module.path().toString()));
    }

    private String memory(OptionalLong free, OptionalLong total) {
        if (free.isEmpty()) {
            return "";
        }
        return total.isEmpty()
                ? texts.text("info.bytes", free.getAsLong())
                : texts.text("info.bytes.of", free.getAsLong(), total.getAsLong());
    }
}
