package org.tokentwin.client.uri;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** PKCS#11 URIs with what coverage guides to. {@link UriCorpusTest} tries the kept ones in every build. */
class UriFuzzing {
    @FuzzTest(maxDuration = "1h")
    void uri(byte[] input) {
        UriCorpusTest.parse(input);
    }
}
