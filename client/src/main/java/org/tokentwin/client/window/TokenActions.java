package org.tokentwin.client.window;

import java.nio.file.Path;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.PinPolicy;
import org.tokentwin.client.window.model.TokenView;

/** What the views ask for. Each returns at once; what comes of it is shown later. */
interface TokenActions {
    void openModule(Path module);

    void chooseModule();

    /** Starts an emulated token, which ends with the window, and opens its module. */
    void startToken();

    void showInformation(TokenView token);

    void changePassword(TokenView token);

    void logOn(TokenView token);

    void logOff(TokenView token);

    void unlock(TokenView token);

    /** Changes the rules of the password, by the administrator's. */
    void changeRules(TokenView token, PinPolicy policy);

    /** Gives the token another name. */
    void rename(TokenView token);

    void importCertificate(TokenView token);

    /** Deletes all objects, and leaves settings and passwords. */
    void deleteContent(TokenView token);

    void deleteCertificate(TokenView token, CertificateEntry certificate);

    /** Asks the issuer, over the network, whether a certificate is revoked. */
    void askIssuer(TokenView token, CertificateEntry certificate);

    void exportCertificate(CertificateEntry certificate);

    void copy(String text);
}
