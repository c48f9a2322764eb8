package io.batchline.workload.sheets.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Label strings: a literal such as `q5_1`, or a range such as `q1..10`, and the order of columns
/// that have them for names.
public final class Labels {
    /// More fields than any sheet of paper can hold; a range beyond it is a mistake or an attack.
    static final int MOST = 10_000;

    private static final Pattern RANGE = Pattern.compile("([^.\\d]+)(\\d+)\\.{2,3}(\\d+)");
    private static final Pattern NAME_AND_NUMBER = Pattern.compile("(\\D+)(\\d*)");

    private Labels() {}

    /// The labels that a list of label strings stands for, in order.
    public static List<String> parse(Settings settings, String key, List<String> strings)
            throws TemplateRejected {
        SequencedSet<String> labels = new LinkedHashSet<>();
        for (String string : strings) {
            for (String label : parse(settings, key, string)) {
                if (!labels.add(label)) {
                    throw settings.reject(
                            key, "'%s' names '%s' a second time".formatted(string, label));
                }
            }
        }
        return List.copyOf(labels);
    }

    private static List<String> parse(Settings settings, String key, String string)
            throws TemplateRejected {
        if (!string.isEmpty() && string.indexOf('.') < 0) {
            return List.of(string);
        }
        Matcher range = RANGE.matcher(string);
        if (!range.matches()) {
            throw settings.reject(
                    key,
                    "'%s' is neither a name without dots nor a range such as q1..10"
                            .formatted(string));
        }
        BigInteger start = new BigInteger(range.group(2));
        BigInteger end = new BigInteger(range.group(3));
        if (start.compareTo(end) >= 0) {
            throw settings.reject(key, "'%s' starts at or after its end".formatted(string));
        }
        if (end.subtract(start).compareTo(BigInteger.valueOf(MOST)) >= 0) {
            throw settings.reject(key, "'%s' names more than %d labels".formatted(string, MOST));
        }
        List<String> labels = new ArrayList<>();
        for (BigInteger n = start; n.compareTo(end) <= 0; n = n.add(BigInteger.ONE)) {
            labels.add(range.group(1) + n);
        }
        return labels;
    }

    /// Whether a label can be put in order: it must hold something other than digits.
    static boolean isSortable(String label) {
        return NAME_AND_NUMBER.matcher(label).find();
    }

    /// By the leading text, then by the number that follows it; labels equal in both keep the order
    /// of the template.
    static Comparator<String> order() {
        return Comparator.comparing(Labels::name).thenComparing(Labels::number);
    }

    private static String name(String label) {
        Matcher matcher = NAME_AND_NUMBER.matcher(label);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static BigInteger number(String label) {
        Matcher matcher = NAME_AND_NUMBER.matcher(label);
        return matcher.find() && !matcher.group(2).isEmpty()
                ? new BigInteger(matcher.group(2))
                : BigInteger.ZERO;
    }
}
