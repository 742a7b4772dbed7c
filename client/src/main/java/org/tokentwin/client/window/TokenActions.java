package org.tokentwin.client.window;

import java.nio.file.Path;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.window.model.TokenView;

/** What the views ask for. Each returns at once; what comes of it is shown later. */
interface TokenActions {
    void openModule(Path module);

    void chooseModule();

    void showInformation(TokenView token);

    void changePassword(TokenView token);

    void logOn(TokenView token);

    void logOff(TokenView token);

    void unlock(TokenView token);

    void importCertificate(TokenView token);

    void deleteCertificate(TokenView token, CertificateEntry certificate);

    void exportCertificate(CertificateEntry certificate);

    void copy(String text);
}
