package io.batchline.workload.sheets.template;

import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.Settings.Range;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a template says about printing its sheets: the key `print`.
///
/// @param title the line above the candidate's name; may be empty
/// @param columns of the roster, in lower case, that are printed beside name, candidate and group
/// @param box left, top, width and height of where all that is printed; empty where the largest
///   free place will do
public record PrintKeys(String title, List<String> columns, Optional<List<Integer>> box) {
    public PrintKeys {
        columns = List.copyOf(columns);
        box = box.map(List::copyOf);
    }

    static PrintKeys read(Settings template, Pair page) throws TemplateRejected {
        Settings print = template.objectOrEmpty("print").allowOnly("title", "columns", "box");
        List<String> columns =
                print.texts("columns").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return new PrintKeys(
                print.text("title").orElse(""),
                columns,
                print.has("box") ? Optional.of(box(print, page)) : Optional.empty());
    }

    private static List<Integer> box(Settings print, Pair page) throws TemplateRejected {
        int[] box = print.requiredWholes("box", 4, Range.PLACE);
        if (box[2] < 1
                || box[3] < 1
                || box[0] + box[2] > page.first()
                || box[1] + box[3] > page.second()) {
            throw print.reject(
                    "box",
                    "must be [left, top, width, height] within the page of %d x %d"
                            .formatted(page.first(), page.second()));
        }
        return List.of(box[0], box[1], box[2], box[3]);
    }
}
