package io.batchline.workload.sheets.print;

import java.util.Map;

/// One row of a roster.
///
/// @param line of the file, from 1
/// @param candidate the id, never empty
/// @param name empty where the roster has none
/// @param group empty where the roster has none
/// @param others the further columns by their names
record Candidate(
        long line, String candidate, String name, String group, Map<String, String> others) {
    Candidate {
        others = Map.copyOf(others);
    }
}
