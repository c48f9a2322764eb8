package io.batchline.workload.sheets.print;

/// Nothing was printed; the message names the file, the place in it and the rule.
public final class PrintRefused extends Exception {
    private static final long serialVersionUID = 1L;

    PrintRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
