package org.tokentwin.benchmark.authority;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokentwin.benchmark.operation.Sampled;
import org.tokentwin.emulator.issuer.Credential;

/** How an e-Cert stands, by OCSP. */
public class OcspBenchmark extends Sampled {
    private static final int NONCE_BYTES = 32;

    /** What is asked. */
    @State(Scope.Benchmark)
    public static class Questions {
        private final SecureRandom random = new SecureRandom();
        private CertificateID id;
        private byte[] withoutNonce;

        @Setup
        public void make(ServedAuthority authority)
                throws CertificateEncodingException, OperatorCreationException, OCSPException, IOException {
            Credential ecert = authority.ecert();
            id = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(ecert.certificates().get(1)),
                    ecert.certificate().getSerialNumber());
            withoutNonce = new OCSPReqBuilder().addRequest(id).build().getEncoded();
        }

        byte[] withNonce() throws OCSPException, IOException {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            return new OCSPReqBuilder()
                    .addRequest(id)
                    .setRequestExtensions(new Extensions(new Extension(
                            OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded())))
                    .build()
                    .getEncoded();
        }
    }

    @Benchmark
    public byte[] signedBefore(ServedAuthority authority, Questions questions) throws IOException {
        return ask(authority, questions.withoutNonce);
    }

    @Benchmark
    public byte[] signedForItsNonce(ServedAuthority authority, Questions questions) throws OCSPException, IOException {
        return ask(authority, questions.withNonce());
    }

    private static byte[] ask(ServedAuthority authority, byte[] request) throws IOException {
        return authority.post("/ocsp", "application/ocsp-request", request);
    }
}
