package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.issuer.TestAuthority;

/** {@code certificates}: how all e-Certs stand that the server's authority issued. */
record CertificatesVerb(TestAuthority authority) implements Verb {
    private static final String CERTIFICATES = "certificates";

    @Override
    public String name() {
        return CERTIFICATES;
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        Map<String, String> states = new TreeMap<>();
        authority
                .register()
                .certificates()
                .forEach((serial, certificate) ->
                        states.put(serial.toString(16), certificate.state().words()));
        answers.send(Map.of(CERTIFICATES, states));
    }
}
