package io.batchline.workload.sheets.print;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Who gets a sheet: the rows of a CSV file in its order, with the columns `candidate` (required),
/// `name` and `group`, and any others. Names of columns are read in any case.
final class Roster {
    static final int MOST_CANDIDATES = 100_000;
    static final int LONGEST_CELL = 200;

    private static final String CANDIDATE = "candidate";
    private static final String NAME = "name";
    private static final String GROUP = "group";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<String> columns;
    private final List<Candidate> candidates;

    private Roster(List<String> columns, List<Candidate> candidates) {
        this.columns = List.copyOf(columns);
        this.candidates = List.copyOf(candidates);
    }

    /// @throws RosterRejected naming the line and the rule: no column `candidate`, a column twice,
    ///   no id, the same id twice in a group, a cell of more than 200 letters, more than 100,000
    ///   rows, none at all
    static Roster read(Reader csv) throws RosterRejected, IOException {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();
        try (CSVParser parser = format.parse(csv)) {
            List<String> columns = List.of();
            List<Candidate> candidates = new ArrayList<>();
            Map<List<String>, Long> lines = new HashMap<>();
            for (CSVRecord row : parser) {
                long line = parser.getCurrentLineNumber();
                if (columns.isEmpty()) {
                    columns = columns(line, row);
                    continue;
                }
                Candidate one = candidate(line, columns, row);
                Long earlier = lines.putIfAbsent(List.of(one.group(), one.candidate()), line);
                if (earlier != null) {
                    throw new RosterRejected(
                            line,
                            "candidate '%s' is on line %d already"
                                    .formatted(one.candidate(), earlier));
                }
                candidates.add(one);
                if (candidates.size() > MOST_CANDIDATES) {
                    throw new RosterRejected(
                            line, "there are more than %d candidates".formatted(MOST_CANDIDATES));
                }
            }
            if (candidates.isEmpty()) {
                throw new RosterRejected("there is no candidate in it");
            }
            return new Roster(columns, candidates);
        } catch (UncheckedIOException e) {
            throw new RosterRejected(
                    e.getCause() instanceof CharacterCodingException
                            ? "it is not in UTF-8"
                            : "it is no CSV: " + e.getMessage());
        }
    }

    private static List<String> columns(long line, CSVRecord header) throws RosterRejected {
        List<String> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String cell : header) {
            String name = cell;
            if (!name.isEmpty() && name.charAt(0) == BYTE_ORDER_MARK) {
                name = name.substring(1).strip();
            }
            name = name.toLowerCase(Locale.ROOT);
            if (!names.add(name)) {
                throw new RosterRejected(line, "the column '%s' is there twice".formatted(name));
            }
            columns.add(name);
        }
        if (!names.contains(CANDIDATE)) {
            throw new RosterRejected(
                    line,
                    "there is no column 'candidate'; the columns are "
                            + String.join(", ", columns));
        }
        return columns;
    }

    private static Candidate candidate(long line, List<String> columns, CSVRecord row)
            throws RosterRejected {
        if (row.size() > columns.size()) {
            throw new RosterRejected(
                    line,
                    "it has %d cells, the first line names %d columns"
                            .formatted(row.size(), columns.size()));
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i).length() > LONGEST_CELL) {
                throw new RosterRejected(
                        line,
                        "'%s' has %d letters, at most %d are printed"
                                .formatted(columns.get(i), row.get(i).length(), LONGEST_CELL));
            }
            cells.put(columns.get(i), row.get(i));
        }
        String candidate = taken(cells, CANDIDATE);
        if (candidate.isEmpty()) {
            throw new RosterRejected(line, "the candidate is empty");
        }
        return new Candidate(line, candidate, taken(cells, NAME), taken(cells, GROUP), cells);
    }

    private static String taken(Map<String, String> cells, String column) {
        String cell = cells.remove(column);
        return cell == null ? "" : cell;
    }

    /// The columns in the file's order, in lower case.
    List<String> columns() {
        return columns;
    }

    List<Candidate> candidates() {
        return candidates;
    }
}
