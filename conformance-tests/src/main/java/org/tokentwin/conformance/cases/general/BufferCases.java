package org.tokentwin.conformance.cases.general;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsExactly;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DUAL_CRYPTO_OPERATIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ARGUMENTS_BAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_BUFFER_TOO_SMALL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.raw.RawMemory;

/** The convention for functions that return output in a buffer of variable length, of every function that follows it. */
@ExtendWith(ConformanceExtension.class)
class BufferCases {
    private static final long ROOMY = 4096;
    private static final byte UNTOUCHED = (byte) 0xA5;

    /** One rule of the convention for one function: the id is the rule, and the function's number in CK_FUNCTION_LIST. */
    record Row(int rule, OutputCall output, String text) implements CaseRow {
        @Override
        public String id() {
            return "BUFFER-%d%02d".formatted(rule, output.function().index() + 1);
        }

        @Override
        public String requirement() {
            return output.function() + " " + text;
        }

        @Override
        public List<Long> mechanisms() {
            return output.mechanisms();
        }

        @Override
        public long tokenFlags() {
            return output.isDual() ? CKF_DUAL_CRYPTO_OPERATIONS : 0;
        }
    }

    @ConformanceCases(section = "5.2", rows = "withNullBuffer", effect = Effect.SESSION_OBJECTS)
    void nullBuffer_tellsTheLength(TokenUnderTest token, Row row) throws Exception {
        try (Caller caller = new Caller(token, row.output())) {
            assertOk(() -> caller.call(RawMemory.NULL, 0));
            long told = caller.length();
            assertThat(told).isGreaterThanOrEqualTo(caller.actual());
            assertOk(() -> caller.call(caller.buffer(told), told));
            assertThat(caller.length()).isEqualTo(caller.actual());
        }
    }

    @ConformanceCases(section = "5.2", rows = "withShortBuffer", effect = Effect.SESSION_OBJECTS)
    void shortBuffer_isTooSmall(TokenUnderTest token, Row row) throws Exception {
        try (Caller caller = new Caller(token, row.output())) {
            long tooShort = caller.actual() - 1;
            assertReturnsExactly(CKR_BUFFER_TOO_SMALL, () -> caller.call(caller.buffer(tooShort), tooShort));
            assertThat(caller.length()).isGreaterThanOrEqualTo(caller.actual());
        }
    }

    @ConformanceCases(section = "5.2", rows = "afterShortBuffer", effect = Effect.SESSION_OBJECTS)
    void operation_outlivesAShortBuffer(TokenUnderTest token, Row row) throws Exception {
        try (Caller caller = new Caller(token, row.output())) {
            assertReturnsExactly(CKR_BUFFER_TOO_SMALL, () -> caller.call(caller.buffer(1), 0));
            assertOk(() -> caller.call(caller.buffer(ROOMY), ROOMY));
            assertThat(caller.length()).isEqualTo(caller.actual());
        }
    }

    @ConformanceCases(section = "5.2", rows = "withRoomyBuffer", effect = Effect.SESSION_OBJECTS)
    void roomyBuffer_isFilledToTheLengthTold(TokenUnderTest token, Row row) throws Exception {
        try (Caller caller = new Caller(token, row.output())) {
            MemorySegment buffer = caller.buffer(ROOMY).fill(UNTOUCHED);
            assertOk(() -> caller.call(buffer, ROOMY - 1)); // not the room that showed the actual length
            assertThat(caller.length()).isEqualTo(caller.actual());

            long written = caller.actual() * (row.output().isOfOperation() ? 1 : RawMemory.ULONG_BYTES);
            byte[] rest = buffer.asSlice(written).toArray(ValueLayout.JAVA_BYTE);
            for (byte behind : rest) {
                assertThat(behind).isEqualTo(UNTOUCHED);
            }
        }
    }

    @ConformanceCases(section = "5.2", rows = "ending", effect = Effect.SESSION_OBJECTS)
    void output_endsTheOperation(TokenUnderTest token, Row row) throws Exception {
        try (Caller caller = new Caller(token, row.output())) {
            assertOk(() -> caller.call(caller.buffer(ROOMY), ROOMY));
            assertReturns(CKR_OPERATION_NOT_INITIALIZED, () -> caller.call(caller.buffer(ROOMY), ROOMY));
        }
    }

    @ConformanceCases(section = "5.1.6 CKR_ARGUMENTS_BAD", rows = "withoutLength", effect = Effect.SESSION_OBJECTS)
    void nullLength_isRefused(TokenUnderTest token, Row row) throws Exception {
        try (Caller caller = new Caller(token, row.output())) {
            assertReturns(CKR_ARGUMENTS_BAD, caller::callWithoutLength);
        }
    }

    static List<Row> withNullBuffer() {
        return rows(1, "with a null buffer returns CKR_OK and the length, and the operation goes on");
    }

    static List<Row> withShortBuffer() {
        return rows(
                2, "with a buffer that is one too short returns CKR_BUFFER_TOO_SMALL and the length that is needed");
    }

    static List<Row> afterShortBuffer() {
        return rows(3, "can be called again after CKR_BUFFER_TOO_SMALL, and gives its output");
    }

    static List<Row> withRoomyBuffer() {
        return rows(4, "with a longer buffer sets the length that it used, and writes nothing behind it");
    }

    static List<Row> ending() {
        return rows(5, "ends the operation with its output").stream()
                .filter(row -> row.output().endsOperation())
                .toList();
    }

    static List<Row> withoutLength() {
        return rows(6, "with a null pointer for the length returns CKR_ARGUMENTS_BAD");
    }

    private static List<Row> rows(int rule, String text) {
        return Stream.of(OutputCall.values())
                .map(output -> new Row(rule, output, text))
                .toList();
    }

    /** A session in which the function can be called, and the length of what it gives. */
    private static final class Caller implements AutoCloseable {
        private final TokenUnderTest token;
        private final OutputCall output;
        private final Arena arena = Arena.ofConfined();
        private final RawMemory memory = new RawMemory(arena);
        private final MemorySegment length = memory.ulong(ROOMY);
        private long session;
        private final long actual;
        private byte[] data;

        Caller(TokenUnderTest token, OutputCall output) throws Exception {
            this.token = token;
            this.output = output;
            this.session = output.isOfOperation() ? token.openReadOnlyUser() : token.openReadOnly();
            this.data = output.start(token, session);
            long first = Returns.of(() -> call(memory.block(ROOMY), ROOMY));
            NotApplicable.unless(
                    first != CKR_FUNCTION_NOT_SUPPORTED,
                    "the module does not have the function: CKR_FUNCTION_NOT_SUPPORTED");
            assertThat(Returns.name(first)).isEqualTo("CKR_OK");
            this.actual = length();
            this.session = token.openReadOnly(); // what goes on in the first one is left to it
            this.data = output.start(token, session);
        }

        void call(MemorySegment buffer, long capacity) throws PKCS11Exception {
            RawMemory.setUlong(length, capacity);
            output.call(token, session, memory, data, buffer, length);
        }

        void callWithoutLength() throws PKCS11Exception {
            output.call(token, session, memory, data, memory.block(ROOMY), RawMemory.NULL);
        }

        MemorySegment buffer(long bytesOrElements) {
            return memory.block(Math.max(1, bytesOrElements * RawMemory.ULONG_BYTES));
        }

        /** The length that the last call told. */
        long length() {
            return RawMemory.ulongAt(length);
        }

        /** The length of the output itself. */
        long actual() {
            return actual;
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
