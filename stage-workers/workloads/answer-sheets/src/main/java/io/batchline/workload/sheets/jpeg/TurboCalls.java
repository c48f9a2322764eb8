package io.batchline.workload.sheets.jpeg;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.foreign.ValueLayout.OfInt;
import java.lang.foreign.ValueLayout.OfLong;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The functions of libturbojpeg's second interface, which every version from 1.4 to 3 has.
final class TurboCalls {
    private static final OfInt INT = ValueLayout.JAVA_INT;

    /// C's `unsigned long` where Linux and macOS run.
    private static final OfLong LONG = ValueLayout.JAVA_LONG;

    private static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private static final int GREY = 6;
    private static final int STOP_ON_WARNING = 8192;

    /// Known from 2.1 on; older ones pass over it.
    private static final int LIMIT_SCANS = 32768;

    private static final int FLAGS = STOP_ON_WARNING | LIMIT_SCANS;

    private final MethodHandle init;
    private final MethodHandle header;
    private final MethodHandle decompress;
    private final MethodHandle destroy;

    /// @throws java.util.NoSuchElementException when the library lacks one of the functions
    /// @throws IllegalCallerException when the JVM allows no native access
    @SuppressWarnings("restricted") // the programs start with --enable-native-access
    TurboCalls(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        init =
                linker.downcallHandle(
                        library.findOrThrow("tjInitDecompress"), FunctionDescriptor.of(POINTER));
        header =
                linker.downcallHandle(
                        library.findOrThrow("tjDecompressHeader3"),
                        FunctionDescriptor.of(
                                INT, POINTER, POINTER, LONG, POINTER, POINTER, POINTER, POINTER));
        decompress =
                linker.downcallHandle(
                        library.findOrThrow("tjDecompress2"),
                        FunctionDescriptor.of(
                                INT, POINTER, POINTER, LONG, POINTER, INT, INT, INT, INT, INT));
        destroy =
                linker.downcallHandle(
                        library.findOrThrow("tjDestroy"), FunctionDescriptor.of(INT, POINTER));
    }

    /// What the library reads in a file's headers.
    record Header(int width, int height, int colours) {
        private static final int LUMA_AND_CHROMA = 1;
        private static final int LUMA = 2;

        boolean isLumaOf(int wantedWidth, int wantedHeight) {
            return width == wantedWidth
                    && height == wantedHeight
                    && (colours == LUMA || colours == LUMA_AND_CHROMA);
        }
    }

    /// A decoder of one's own; to be closed by the thread that opened it.
    Decoder open() {
        try {
            return new Decoder((MemorySegment) init.invokeExact());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// A decoder in native memory; where there was no memory for it, one that decodes nothing.
    final class Decoder implements AutoCloseable {
        private final MemorySegment handle;

        private Decoder(MemorySegment handle) {
            this.handle = handle;
        }

        private boolean isMade() {
            return !handle.equals(MemorySegment.NULL);
        }

        /// Empty where the library complains of anything.
        Optional<Header> header(MemorySegment file, Arena arena) {
            if (!isMade()) {
                return Optional.empty();
            }
            MemorySegment told = arena.allocate(INT, 4);
            int failed;
            try {
                failed =
                        (int)
                                header.invokeExact(
                                        handle,
                                        file,
                                        file.byteSize(),
                                        told,
                                        told.asSlice(INT.byteSize()),
                                        told.asSlice(2 * INT.byteSize()),
                                        told.asSlice(3 * INT.byteSize()));
            } catch (Throwable e) {
                throw unexpected(e);
            }
            return failed == 0
                    ? Optional.of(
                            new Header(
                                    told.getAtIndex(INT, 0),
                                    told.getAtIndex(INT, 1),
                                    told.getAtIndex(INT, 3)))
                    : Optional.empty();
        }

        /// Whether the whole picture was decoded without a complaint. The library writes at most
        /// `height` rows of `width` bytes: it takes the largest scale that fits into both.
        ///
        /// @param target of exactly `width` times `height` bytes
        boolean decode(MemorySegment file, MemorySegment target, int width, int height) {
            try {
                int failed =
                        (int)
                                decompress.invokeExact(
                                        handle,
                                        file,
                                        file.byteSize(),
                                        target,
                                        width,
                                        width,
                                        height,
                                        GREY,
                                        FLAGS);
                return failed == 0;
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }

        @Override
        public void close() {
            if (!isMade()) {
                return;
            }
            try {
                // It can't fail for a handle that was made.
                int _ = (int) destroy.invokeExact(handle);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
    }

    /// A call into C throws nothing but what the JVM itself does.
    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
}
