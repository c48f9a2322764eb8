package io.batchline.workload.sheets.template;

/// A file of the template breaks a rule, so no sheet can be read by it.
public final class TemplateRejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String key;
    private final String rule;

    public TemplateRejected(String file, String key, String rule) {
        super(key.isEmpty() ? file + ": " + rule : file + ": " + key + ": " + rule);
        this.file = file;
        this.key = key;
        this.rule = rule;
    }

    /// Name of the file, relative to the template's folder.
    public String file() {
        return file;
    }

    /// The place in the file, such as `fieldBlocks.Roll.origin`; empty where the whole file is
    /// meant.
    public String key() {
        return key;
    }

    /// What is wrong and what is allowed.
    public String rule() {
        return rule;
    }
}
