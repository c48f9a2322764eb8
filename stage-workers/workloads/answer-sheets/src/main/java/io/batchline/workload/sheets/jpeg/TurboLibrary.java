package io.batchline.workload.sheets.jpeg;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Looks for libturbojpeg on this machine.
public final class TurboLibrary {
    /// The system property that names the library's file, or is `off`; without it the usual places
    /// are looked at.
    public static final String PROPERTY = "batchline.turbojpeg";

    private static final String OFF = "off";
    private static final List<String> LINUX = List.of("libturbojpeg.so.0", "libturbojpeg.so");
    private static final List<String> MACOS =
            List.of(
                    "/opt/homebrew/opt/jpeg-turbo/lib/libturbojpeg.dylib",
                    "/usr/local/opt/jpeg-turbo/lib/libturbojpeg.dylib",
                    "/opt/local/lib/libturbojpeg.dylib",
                    "libturbojpeg.dylib");

    private TurboLibrary() {}

    /// What came of looking.
    public sealed interface Found {
        /// The library, if there is one.
        default Optional<TurboJpeg> jpeg() {
            return switch (this) {
                case Present(TurboJpeg ready) -> Optional.of(ready);
                case Absent _ -> Optional.empty();
            };
        }
    }

    /// @param ready to use, as long as the JVM runs
    public record Present(TurboJpeg ready) implements Found {}

    /// @param why a part of a sentence for people
    /// @param asked whether a library was named that can't be used
    public record Absent(String why, boolean asked) implements Found {}

    /// The library of this process, looked for once.
    public static Found ofThisProcess() {
        return OfThisProcess.FOUND;
    }

    private static final class OfThisProcess {
        private static final Found FOUND = find(System.getProperty(PROPERTY, ""));
    }

    /// @param setting the library's path, `off`, or empty for the usual places
    static Found find(String setting) {
        if (setting.equals(OFF)) {
            return new Absent("it is off", false);
        }
        boolean asked = !setting.isEmpty();
        List<String> failures = new ArrayList<>();
        for (String place : asked ? List.of(setting) : usualPlaces()) {
            try {
                return new Present(new TurboJpeg(new TurboCalls(open(place)), place));
            } catch (IllegalArgumentException _) {
                failures.add("there is no library '%s'".formatted(place));
            } catch (NoSuchElementException e) {
                failures.add("'%s' lacks a function: %s".formatted(place, e.getMessage()));
            } catch (IllegalCallerException | UnsupportedOperationException e) {
                failures.add("this JVM calls no native code: " + e.getMessage());
            }
        }
        return new Absent(
                failures.isEmpty()
                        ? "this system is not looked at for it"
                        : String.join("; ", failures),
                asked);
    }

    @SuppressWarnings("restricted") // the programs start with --enable-native-access
    private static SymbolLookup open(String place) {
        // Never unloaded: another thread may be inside.
        return place.contains("/")
                ? SymbolLookup.libraryLookup(Path.of(place), Arena.global())
                : SymbolLookup.libraryLookup(place, Arena.global());
    }

    private static List<String> usualPlaces() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return MACOS;
        }
        return system.contains("linux") ? LINUX : List.of();
    }
}
