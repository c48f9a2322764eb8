package io.batchline.workload.sheets.template;

import java.io.IOException;
import java.util.Optional;

/// The files that a template's folder offers: `template.json`, `config.json`, `evaluation.json`,
/// marker and reference pictures, answer keys.
///
/// Names are relative to the folder, with `/` between folders. Whether `config.json` and
/// `evaluation.json` are looked for in folders above is the offerer's matter.
@FunctionalInterface
public interface TemplateFiles {
    /// The whole file, or empty where there is none of that name.
    Optional<byte[]> read(String name) throws IOException;
}
