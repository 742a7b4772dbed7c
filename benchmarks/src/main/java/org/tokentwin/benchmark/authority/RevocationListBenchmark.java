package org.tokentwin.benchmark.authority;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.tokentwin.benchmark.operation.Sampled;

/** A list of 100,000 entries, issued anew each time. */
public class RevocationListBenchmark extends Sampled {
    @Benchmark
    public byte[] issue(ServedAuthority authority) throws IOException {
        authority.change();
        return authority.get("/crl/eCertCA2-15CRL1.crl");
    }
}
