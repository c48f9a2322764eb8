package io.batchline.cli.shell;

import java.io.Console;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/// The terminal as the system's C library tells of it: each of the streams by itself (Java knows
/// only whether all of them are one), and how wide it is at the moment.
public final class NativeTerminal implements Terminals {
    private static final int OUTPUT = 1;
    private static final int ERROR = 2;
    private static final int WINDOW_BYTES = 8;
    private static final int COLUMNS = 1;

    /// `TIOCGWINSZ`.
    private static final long WINDOW_SIZE =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")
                    ? 0x40087468L
                    : 0x5413L;

    @Override
    public boolean isOutput() {
        return isTerminal(OUTPUT);
    }

    @Override
    public boolean isError() {
        return isTerminal(ERROR);
    }

    @Override
    public int width() {
        int columns = Math.max(columns(OUTPUT), columns(ERROR));
        return columns > 0 ? columns : FALLBACK_WIDTH;
    }

    @Override
    public String secret(String prompt) throws IOException {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readPassword("%s: ", prompt))
                .map(String::new)
                .orElseThrow(() ->
                        new IOException(
                                "there is no terminal to ask at: give it by --password-stdin instead"));
    }

    // Whatever keeps these calls from being made means: no terminal that we know of.
    private static boolean isTerminal(int descriptor) {
        try {
            MethodHandle call =
                    function(
                            "isatty",
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            return (int) call.invokeExact(descriptor) == 1;
        } catch (Throwable _) {
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
    }

    private static int columns(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle call =
                    function(
                            "ioctl",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS),
                            Linker.Option.firstVariadicArg(2));
            MemorySegment window = arena.allocate(WINDOW_BYTES);
            return (int) call.invokeExact(descriptor, WINDOW_SIZE, window) == 0
                    ? window.getAtIndex(ValueLayout.JAVA_SHORT, COLUMNS)
                    : 0;
        } catch (Throwable _) {
            return 0;
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(
            String name, FunctionDescriptor form, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), form, options);
    }
}
