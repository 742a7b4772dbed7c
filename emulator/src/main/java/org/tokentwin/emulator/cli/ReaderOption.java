package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.pcsc.VirtualReader;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code --reader}: the tokens in card readers of the operating system too. */
final class ReaderOption {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int HIGHEST_PORT = 0xFFFF;

    @Option(
            names = "--reader",
            arity = "0..1",
            paramLabel = "HOST:PORT",
            parameterConsumer = AddressConsumer.class,
            description = "Plug the token into the virtual smart card reader of pcscd too (vsmartcard's vpcd, at "
                    + DEFAULT_HOST + ":" + VirtualReader.DEFAULT_PORT + " where nothing else is said). "
                    + "A second token goes to the next port.")
    private @Nullable InetSocketAddress address;

    /**
     * Plugs in every token of an emulator, where the option was given.
     *
     * @throws CommandException when a reader is not there or has another card in it; none is plugged in then
     */
    PluggedReaders plugIn(Emulator emulator) {
        PluggedReaders plugged = new PluggedReaders();
        InetSocketAddress first = address;
        if (first != null) {
            for (EmulatedToken token : emulator.tokens()) {
                plugged.add(at(first, plugged.readers.size()), emulator, token);
            }
        }
        return plugged;
    }

    private static InetSocketAddress at(InetSocketAddress first, int index) {
        return new InetSocketAddress(first.getAddress(), Math.min(first.getPort() + index, HIGHEST_PORT));
    }

    /** Virtual readers that have a token in them. */
    static final class PluggedReaders implements AutoCloseable {
        private final List<VirtualReader> readers = new ArrayList<>();

        private void add(InetSocketAddress address, Emulator emulator, EmulatedToken token) {
            try {
                readers.add(VirtualReader.plugIn(address, emulator.reader(emulator.slotOf(token))));
            } catch (IOException e) {
                close();
                throw CommandException.failure(
                        "the token " + token.serial() + " cannot be plugged into the card reader at "
                                + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(),
                        "Install pcscd and vsmartcard-vpcd, which has room for two tokens, and start pcscd.");
            }
        }

        @Override
        public void close() {
            readers.forEach(VirtualReader::close);
        }
    }

    /** Takes the next word as the address only where it looks like one: it may be the name of a token or a command. */
    static final class AddressConsumer implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            boolean given = !words.isEmpty() && words.peek().matches("[^-/].*:[0-9]+");
            option.setValue(given ? parsed(words.pop(), command) : local(VirtualReader.DEFAULT_PORT));
        }

        private static InetSocketAddress parsed(String text, CommandSpec command) {
            int colon = text.lastIndexOf(':');
            InetSocketAddress address = resolved(text.substring(0, colon), text.substring(colon + 1));
            if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
                throw new ParameterException(
                        command.commandLine(),
                        "--reader takes a port of this machine, as in " + DEFAULT_HOST + ":"
                                + VirtualReader.DEFAULT_PORT + ", since PINs cross the connection in clear");
            }
            return address;
        }

        private static InetSocketAddress resolved(String host, String port) {
            int number = port.length() > 5 ? 0 : Integer.parseInt(port);
            boolean valid = number > 0 && number <= HIGHEST_PORT;
            return valid ? new InetSocketAddress(host, number) : InetSocketAddress.createUnresolved(host, 0);
        }

        private static InetSocketAddress local(int port) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
    }
}
