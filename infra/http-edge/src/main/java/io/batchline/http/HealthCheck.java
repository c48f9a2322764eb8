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
    public record Health(State state, String detail) {
        /// Whether it is there and whether the service can do without it.
        public enum State {
            UP,
            /// Not there; said, and the service is ready all the same.
            MISSING,
            DOWN
        }

        public static Health up(String detail) {
            return new Health(State.UP, detail);
        }

        /// For what the service only tells of and does not need for its own answers.
        public static Health missing(String detail) {
            return new Health(State.MISSING, detail);
        }

        public static Health down(String detail) {
            return new Health(State.DOWN, detail);
        }

        boolean isReady() {
            return state != State.DOWN;
        }
    }
}
