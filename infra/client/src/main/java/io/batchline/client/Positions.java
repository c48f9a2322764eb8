package io.batchline.client;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Which of two positions lies before the other. Pure.
final class Positions {
    /// One number, or several with dots between them, where `-` is one of which nothing was seen.
    private static final Pattern POSITION = Pattern.compile("(\\d{1,18}|-)(\\.(\\d{1,18}|-))*");

    private Positions() {}

    /// Below 0 when `one` lies before `other`, 0 when they are the same; empty when neither can be
    /// said: positions of different kinds, or each ahead of the other somewhere.
    static OptionalInt compare(String one, String other) {
        if (!POSITION.matcher(one).matches() || !POSITION.matcher(other).matches()) {
            return OptionalInt.empty();
        }
        String[] a = one.split("\\.", -1);
        String[] b = other.split("\\.", -1);
        if (a.length != b.length) {
            return OptionalInt.empty();
        }
        int order = 0;
        for (int i = 0; i < a.length; i++) {
            int here = Long.compare(number(a[i]), number(b[i]));
            if (here != 0 && order != 0 && here != order) {
                return OptionalInt.empty();
            }
            order = order == 0 ? here : order;
        }
        return OptionalInt.of(order);
    }

    private static long number(String part) {
        return part.equals("-") ? -1 : Long.parseLong(part);
    }
}
