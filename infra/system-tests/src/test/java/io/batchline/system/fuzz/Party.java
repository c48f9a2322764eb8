package io.batchline.system.fuzz;

import java.util.List;

/// A tenant whose every name bears its mark, and the tokens of its people.
///
/// @param mark a word that nobody else has in any name
/// @param tokens of a viewer, an operator and an administrator
/// @param batches one that has ended, with its items, and some that wait
record Party(String mark, List<String> tokens, List<String> batches, List<String> jobs) {
    Party {
        tokens = List.copyOf(tokens);
        batches = List.copyOf(batches);
        jobs = List.copyOf(jobs);
    }
}
