package org.tokentwin.emulator.issuer;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;

/**
 * The certificate policies of an e-Cert besides its practice statement.
 *
 * @param mutualRecognition whether it is of the "Mutual Recognition" version
 * @param others object identifiers of further policies, as {@code 2.16.344.8.2.2008.810.2.2008.1.1}
 */
public record EcertPolicies(boolean mutualRecognition, List<String> others) {
    /**
     * Year, version and release of the certificate policy for mutual recognition; relying parties look at what is
     * before them.
     */
    private static final ASN1ObjectIdentifier MUTUAL_RECOGNITION =
            new ASN1ObjectIdentifier("2.16.344.8.2.2008.810.2.2018.1.1");
    /** A Certification Practice Statement of Hongkong Post for e-Cert (Personal) and (Organisational). */
    private static final ASN1ObjectIdentifier PRACTICE_STATEMENT = new ASN1ObjectIdentifier("1.3.6.1.4.1.16030.1.1.52");

    /** What an e-Cert has by default: mutual recognition, and no other. */
    public static final EcertPolicies STANDARD = new EcertPolicies(true, List.of());

    /** @throws IllegalArgumentException for a policy that is no object identifier, or one that is there twice */
    public EcertPolicies {
        others = List.copyOf(others);
        List<String> all = new ArrayList<>(others);
        all.add(PRACTICE_STATEMENT.getId());
        if (mutualRecognition) {
            all.add(MUTUAL_RECOGNITION.getId());
        }
        all.forEach(EcertPolicies::requireIdentifier);
        if (all.stream().distinct().count() < all.size()) {
            throw new IllegalArgumentException("A policy stands in an e-Cert once, and one of these is there already");
        }
    }

    private static void requireIdentifier(String policy) {
        if (ASN1ObjectIdentifier.tryFromID(policy) == null) {
            throw new IllegalArgumentException(
                    "A policy is an object identifier, as 2.16.344.8.2.2008.810.2.2008.1.1: '" + policy + "' is none");
        }
    }

    /** Those of an e-Cert that was issued. */
    static EcertPolicies of(CertificatePolicies policies) {
        List<String> found = new ArrayList<>();
        for (PolicyInformation policy : policies.getPolicyInformation()) {
            found.add(policy.getPolicyIdentifier().getId());
        }
        found.remove(PRACTICE_STATEMENT.getId());
        return new EcertPolicies(found.remove(MUTUAL_RECOGNITION.getId()), found);
    }

    CertificatePolicies extension() {
        ASN1EncodableVector qualifiers = new ASN1EncodableVector();
        qualifiers.add(new PolicyQualifierInfo("http://www.tokentwin.invalid/cps"));
        List<PolicyInformation> all = new ArrayList<>();
        all.add(new PolicyInformation(PRACTICE_STATEMENT, new DERSequence(qualifiers)));
        if (mutualRecognition) {
            all.add(new PolicyInformation(MUTUAL_RECOGNITION));
        }
        others.forEach(policy -> all.add(new PolicyInformation(new ASN1ObjectIdentifier(policy))));
        return new CertificatePolicies(all.toArray(PolicyInformation[]::new));
    }
}
