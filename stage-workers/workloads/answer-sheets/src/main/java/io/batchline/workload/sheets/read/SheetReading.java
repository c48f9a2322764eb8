package io.batchline.workload.sheets.read;

import io.batchline.workload.sheets.score.QuestionVerdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// What came of reading one sheet.
public sealed interface SheetReading {

    /// The sheet was read.
    ///
    /// @param answers the answer columns in order, each with what was marked
    /// @param score the points, where the template has an answer key and the sheet is not set aside
    /// @param multiMarked whether any field holds more than one mark
    /// @param setAside whether the template wants sheets with double marks kept out of the results,
    ///   and this is one
    /// @param explanation how each question of the key was scored, in key order; empty without a
    ///   key
    /// @param fields each field of the template with its evidence, in the template's order
    /// @param view the picture, and where the page lies in it
    /// @param landmarks the page's edge and the markers that it was found by, in the template's
    ///   units
    record Read(
            SequencedMap<String, String> answers,
            OptionalDouble score,
            boolean multiMarked,
            boolean setAside,
            List<QuestionVerdict> explanation,
            List<FieldReading> fields,
            PageView view,
            List<FieldReading.Box> landmarks)
            implements SheetReading {
        public Read {
            answers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(answers));
            explanation = List.copyOf(explanation);
            fields = List.copyOf(fields);
            landmarks = List.copyOf(landmarks);
        }

        /// The fields that a person should look at.
        public List<FieldReading> doubtful() {
            return fields.stream().filter(field -> field.doubt().isPresent()).toList();
        }
    }

    /// The sheet could not be read, and why.
    record Unreadable(Cause cause, String message) implements SheetReading {}

    /// Why a sheet could not be read. The wire ids never change.
    enum Cause {
        /// The bytes are not a picture in a format that is read.
        NOT_A_PICTURE("not_a_picture"),
        /// The picture's data is damaged or ends early.
        CORRUPT_PICTURE("corrupt_picture"),
        /// The picture claims more pixels than the limit.
        TOO_LARGE("too_large"),
        /// The file holds more pages than the limit.
        TOO_MANY_PAGES("too_many_pages"),
        /// The file holds several pages and is named as one picture.
        SEVERAL_PAGES("several_pages"),
        /// The edge of the paper was not found.
        NO_PAGE("no_page"),
        /// A corner marker was not found.
        NO_MARKERS("no_markers"),
        /// The template has several pages, and the sheet's code does not say which one it is.
        UNKNOWN_PAGE("unknown_page"),
        /// The picture could not be matched with the reference.
        NO_ALIGNMENT("no_alignment");

        private final String wireId;

        Cause(String wireId) {
            this.wireId = wireId;
        }

        public String wireId() {
            return wireId;
        }
    }
}
