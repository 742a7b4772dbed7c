package org.tokentwin.client.x509;

import java.util.List;

/**
 * A policy under which a certificate was issued, RFC 5280 section 4.2.1.4.
 *
 * @param qualifiers addresses of practice statements, and notices
 */
public record CertificatePolicy(String oid, List<String> qualifiers) {}
