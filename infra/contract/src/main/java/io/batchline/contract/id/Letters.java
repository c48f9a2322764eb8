package io.batchline.contract.id;

/// What an id may be made of: ASCII letters, digits and some more. Ids are made for every record
/// that is read, so this is a loop and no regular expression, which took a sixteenth of the
/// coordinator's time.
///
/// @param others allowed beside letters and digits
/// @param longest characters at most; at least one there must be
record Letters(String others, int longest) {
    boolean make(String id) {
        int length = id.length();
        if (length == 0 || length > longest) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            char c = id.charAt(at);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean usual = letter || (c >= '0' && c <= '9');
            if (!usual && others.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
