package io.batchline.http;

/// One thing that must be up before a service is ready. Checks of the same name in several `Routes`
/// are one in the answer, and down when any of them is.
///
/// @param name for example `database`
public record HealthCheck(String name, Probe probe) {
    /// Looks. An exception means down, and its message is shown: it must hold no secret.
    @FunctionalInterface
    public interface Probe {
        Health look() throws Exception;
    }

    /// How it stands.
    ///
    /// @param detail a few words for an operator
    public record Health(boolean up, String detail) {
        public static Health up(String detail) {
            return new Health(true, detail);
        }

        public static Health down(String detail) {
            return new Health(false, detail);
        }
    }
}
