package io.batchline.workload.sheets;

import java.util.Optional;

/// Where in an archive the files lie that a sheet is read by; the root folder is the empty text.
///
/// @param folder of `template.json`
/// @param evaluation the folder of `evaluation.json`, empty where the sheet has none
record TemplatePlace(String folder, Optional<String> evaluation) {}
