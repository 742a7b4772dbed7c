package org.tokentwin.benchmark.operation;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SUBJECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_CERTIFICATE;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tokentwin.benchmark.token.Template;

/** Search and reading of certificates, which need no login. */
public class CertificateBenchmark extends Sampled {
    /** A certificate's handle. */
    @State(Scope.Thread)
    public static class Certificates {
        Login.Nobody nobody;
        Login.PublicSession own;
        long first;

        @Setup
        public void find(Login.Nobody state, Login.PublicSession session) throws PKCS11Exception {
            nobody = state;
            own = session;
            first = nobody.token.findOne(own.session, Template.ofClass(CKO_CERTIFICATE), "certificate");
        }

        long[] all() throws PKCS11Exception {
            return nobody.token.find(own.session, Template.ofClass(CKO_CERTIFICATE));
        }

        CK_ATTRIBUTE[] read(long certificate, long... types) throws PKCS11Exception {
            CK_ATTRIBUTE[] query = Template.query(types);
            own.p11.C_GetAttributeValue(own.session, certificate, query, true);
            return query;
        }
    }

    @Benchmark
    public long[] find(Certificates certificates) throws PKCS11Exception {
        return certificates.all();
    }

    @Benchmark
    public CK_ATTRIBUTE[] read(Certificates certificates) throws PKCS11Exception {
        return certificates.read(certificates.first, CKA_VALUE);
    }

    /** What a client does to show a token's certificates: finds all, reads each with its label, id and subject. */
    @Benchmark
    public int readChain(Certificates certificates) throws PKCS11Exception {
        int length = 0;
        for (long certificate : certificates.all()) {
            length += certificates.read(certificate, CKA_LABEL, CKA_ID, CKA_SUBJECT, CKA_VALUE).length;
        }
        return length;
    }
}
