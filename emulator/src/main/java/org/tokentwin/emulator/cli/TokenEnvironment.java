package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.uri.TokenUri;

/** The variables by which a command finds a token that is served to it. */
final class TokenEnvironment {
    static final String PIN = "TOKENTWIN_PIN";
    static final String SO_PIN = "TOKENTWIN_SO_PIN";

    private TokenEnvironment() {}

    /** How a program reaches the server: without a PIN, to be shown. */
    static Map<String, String> ofServer(Path module, ServerSocket socket) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PKCS11_MODULE_PATH", module.toString());
        variables.put("PKCS11_MODULE", module.toString());
        variables.put(ServerSocket.VARIABLE, socket.path().toString());
        variables.put(ServerSocket.P11_KIT_VARIABLE, socket.address());
        return variables;
    }

    /** What a command learns of its token, including PINs: for its environment only. */
    static Map<String, String> ofToken(EmulatedToken token, RunDirectory directory) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("TOKENTWIN_URI", TokenUri.of(token));
        variables.put(PIN, new String(token.pin()));
        token.soPin().ifPresent(pin -> variables.put(SO_PIN, new String(pin)));
        token.signaturePin().ifPresent(pin -> variables.put("TOKENTWIN_SIGNATURE_PIN", new String(pin)));
        List<X509Certificate> chain = token.certificateChain();
        if (!chain.isEmpty()) {
            variables.put(
                    "TOKENTWIN_CERT",
                    directory.certificates("cert.pem", chain.subList(0, 1)).toString());
            variables.put(
                    "TOKENTWIN_CA",
                    directory
                            .certificates("ca.pem", chain.subList(1, chain.size()))
                            .toString());
        }
        return variables;
    }
}
