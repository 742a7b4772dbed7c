package org.tokentwin.client.view;

import java.util.List;

/** The certificates of a token. */
public record CertificateList(String token, String serial, List<CertificateSummary> certificates) {}
