package org.tokentwin.conformance.cases.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.process.NativeCaller;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What happens around calls in a process: forks, signals, unloading, and room for more than 32 bits count. A program in C does it, which logs in nowhere. */
@ExtendWith(ConformanceExtension.class)
class ProcessCases {
    private static final long WRONG_OUTPUT = 0xFFFF_FFFFL;

    /** Something that the program does. */
    record Row(int number, String what, String requirement) implements CaseRow {
        @Override
        public String id() {
            return "PROCESS-%03d".formatted(number);
        }
    }

    @ConformanceCases(section = "2.6.1", rows = "rows", mechanisms = CKM_SHA256)
    void process_isServed(TokenUnderTest token, Row row) throws Exception {
        Map<String, Long> values = NativeCaller.run(token.moduleOfProcesses(), token.slot(), row.what());

        assertThat(values).isNotEmpty();
        values.forEach(ProcessCases::judge);
    }

    private static void judge(String call, long seen) {
        assertThat(seen).as("the output of " + call + " is right").isNotEqualTo(WRONG_OUTPUT);
        if (!call.equals(CryptokiFunction.C_GetSlotList.name())) {
            assertThat(Returns.name(seen)).as(call).isEqualTo(Returns.name(CKR_OK));
        } else if (seen != CKR_CRYPTOKI_NOT_INITIALIZED) {
            Deviation.note(Returns.name(CKR_CRYPTOKI_NOT_INITIALIZED) + " in the child", Returns.name(seen));
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row(
                        1,
                        "fork-and-call",
                        "A forked child that calls without C_Initialize gets CKR_CRYPTOKI_NOT_INITIALIZED, and its parent goes on"),
                new Row(
                        2,
                        "fork-and-initialize",
                        "A forked child calls C_Initialize anew and works, and its parent's session goes on"),
                new Row(3, "fork-and-draw", "A forked child draws other random bytes than its parent"),
                new Row(4, "signals", "Signals in the middle of calls harm none of them"),
                new Row(5, "rounds", "The module is loaded, used, finalised and unloaded 20 times"),
                new Row(6, "long-room", "Room for more bytes than 32 bits count is enough"));
    }
}
