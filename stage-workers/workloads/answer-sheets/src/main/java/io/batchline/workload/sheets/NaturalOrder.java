package io.batchline.workload.sheets;

import java.util.Comparator;

/// Paths as people order them: `sheet-9` before `sheet-10`, a folder's files together.
final class NaturalOrder implements Comparator<String> {
    static final Comparator<String> PATHS =
            new NaturalOrder().thenComparing(Comparator.naturalOrder());

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int a = 0;
        int b = 0;
        while (a < left.length() && b < right.length()) {
            if (isDigit(left.charAt(a)) && isDigit(right.charAt(b))) {
                int endA = numberEnd(left, a);
                int endB = numberEnd(right, b);
                int order = compareNumbers(left.substring(a, endA), right.substring(b, endB));
                if (order != 0) {
                    return order;
                }
                a = endA;
                b = endB;
            } else {
                int order = Character.compare(weight(left.charAt(a++)), weight(right.charAt(b++)));
                if (order != 0) {
                    return order;
                }
            }
        }
        return Integer.compare(left.length() - a, right.length() - b);
    }

    private static int compareNumbers(String left, String right) {
        String a = withoutZeros(left);
        String b = withoutZeros(right);
        int byLength = Integer.compare(a.length(), b.length());
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private static String withoutZeros(String digits) {
        int at = 0;
        while (at < digits.length() && digits.charAt(at) == '0') {
            at++;
        }
        return digits.substring(at);
    }

    private static int numberEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static char weight(char letter) {
        return letter == '/' ? 0 : Character.toLowerCase(letter);
    }
}
