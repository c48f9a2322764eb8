package io.batchline.workload.sheets.template;

/// A text that can be looked at so many times and no more: an expression that tries every way to
/// match, of which there can be more than atoms, ends with [Exhausted].
final class BoundedText implements CharSequence {
    private final String text;
    private int left;

    BoundedText(String text, int looks) {
        this.text = text;
        this.left = looks;
    }

    /// The text was looked at too often.
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted() {
            super("the expression takes too many steps", null, false, false);
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (left-- <= 0) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
