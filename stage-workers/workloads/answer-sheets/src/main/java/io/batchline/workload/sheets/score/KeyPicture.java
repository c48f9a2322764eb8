package io.batchline.workload.sheets.score;

import io.batchline.workload.sheets.template.TemplateRejected;
import java.io.IOException;
import java.util.Map;

/// Reads the answers off a picture that serves as the key.
@FunctionalInterface
public interface KeyPicture {
    /// The value of every column of the template.
    Map<String, String> read(String file) throws TemplateRejected, IOException;
}
