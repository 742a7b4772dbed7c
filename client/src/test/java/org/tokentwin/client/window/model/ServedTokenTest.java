package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.client.InsertedToken;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PolicyRule;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.window.model.PinAnswer.Kind;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.rpc.RpcServer;

/** The objects of SafeNet's library over the socket of a server. */
class ServedTokenTest {
    @TempDir
    private Path directory;

    @Test
    void servedToken_hasItsRulesChangedAndIsRenamed() throws IOException {
        Path socket = directory.resolve("tokens");
        Path library = SharedLibrary.putBound(directory, "bound.so", socket);
        try (InsertedToken inserted = InsertedToken.of(
                        EmulatedToken.order().profile("safenet-etoken-5110").withPin(InsertedToken.PIN));
                RpcServer server = RpcServer.start(socket, inserted.emulator()::connect);
                TokenDesk desk = TokenDesk.open(library, TokenClient::slots)) {
            Pin administrator = Pin.of(inserted.token().soPin().orElseThrow());
            Map<PolicyRule, Integer> changes = Map.of(PolicyRule.LEAST_LENGTH, 9, PolicyRule.SPECIAL, 2);
            assertThat(desk.changeRules(token(desk), administrator, changes, TryRisk.KEEP_FINAL_TRY)
                            .kind())
                    .isEqualTo(Kind.DONE);
            desk.logOn(token(desk), Pin.of(InsertedToken.PIN.toCharArray()), TryRisk.KEEP_FINAL_TRY);
            assertThat(desk.rename(token(desk), "陳大文").kind()).isEqualTo(Kind.DONE);

            TokenView now = token(desk);
            assertThat(now.name()).isEqualTo("陳大文");
            assertThat(now.policy().orElseThrow().values()).containsAllEntriesOf(changes);
            assertThat(now.token().minPinLength()).isEqualTo(9);
            assertThat(server.connections()).isPositive();
        }
    }

    private static TokenView token(TokenDesk desk) {
        return desk.look().tokens().getFirst();
    }
}
