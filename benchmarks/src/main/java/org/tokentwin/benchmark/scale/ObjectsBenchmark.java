package org.tokentwin.benchmark.scale;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_APPLICATION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DEVICE_MEMORY;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tokentwin.benchmark.operation.Sampled;
import org.tokentwin.benchmark.token.NotMeasuredException;
import org.tokentwin.benchmark.token.TargetDescription;
import org.tokentwin.benchmark.token.Template;
import org.tokentwin.benchmark.token.TokenUnderLoad;

/** The search for one object by its label, among many on the token. */
public class ObjectsBenchmark extends Sampled {
    private static final byte[] VALUE = new byte[16];

    /** Data objects, which are destroyed again. */
    @State(Scope.Benchmark)
    public static class Objects {
        @Param("1")
        public int size;

        private final List<Long> created = new ArrayList<>();
        private TokenUnderLoad token;
        private long session;

        @Setup
        public void create() throws PKCS11Exception {
            token = TokenUnderLoad.open(TargetDescription.ofThisProcess());
            token.requireDisposable();
            session = token.openReadWrite();
            token.login(session);
            try {
                for (int i = 0; i < size; i++) {
                    created.add(token.p11().C_CreateObject(session, data(i).toArray(), true));
                }
            } catch (PKCS11Exception e) {
                destroy();
                if (created.isEmpty()) {
                    throw new NotMeasuredException("the token returns " + e.getMessage());
                }
                if (e.getErrorCode() == CKR_DEVICE_MEMORY) {
                    throw new NotMeasuredException("it has room for " + created.size() + " objects only");
                }
                throw e;
            }
        }

        private static Template data(int number) {
            return Template.ofClass(CKO_DATA)
                    .with(CKA_TOKEN, true)
                    .with(CKA_PRIVATE, false)
                    .with(CKA_LABEL, label(number))
                    .with(CKA_APPLICATION, "benchmark".toCharArray())
                    .with(CKA_VALUE, VALUE);
        }

        private static char[] label(int number) {
            return ("object " + number).toCharArray();
        }

        long[] findMiddle() throws PKCS11Exception {
            long[] found = token.find(session, Template.ofClass(CKO_DATA).with(CKA_LABEL, label(size / 2)));
            if (found.length != 1) {
                throw new IllegalStateException("found " + found.length + " objects, and one was put there");
            }
            return found;
        }

        @TearDown
        public void destroy() throws PKCS11Exception {
            for (long object : created) {
                token.p11().C_DestroyObject(session, object);
            }
            token.close();
        }
    }

    @Benchmark
    public long[] findOne(Objects objects) throws PKCS11Exception {
        return objects.findMiddle();
    }
}
