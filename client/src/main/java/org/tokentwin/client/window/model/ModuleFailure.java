package org.tokentwin.client.window.model;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.window.text.Sentence;

/** Says why a module does not open. */
public final class ModuleFailure {
    private ModuleFailure() {}

    public static Sentence of(Path module, Exception failure) {
        String name = Field.shown(module.toString());
        if (failure instanceof TokenException refusal && refusal.ckr().isPresent()) {
            return Sentence.of(
                    "module.refuses", name, refusal.ckr().map(Ckr::name).orElseThrow());
        }
        return Files.exists(module)
                ? Sentence.of("module.unusable", name, Field.shown(String.valueOf(failure.getMessage())))
                : Sentence.of("module.absent", name);
    }
}
