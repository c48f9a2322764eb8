package io.batchline.workload.sheets.template;

import io.batchline.workload.sheets.qr.CodeBox;
import io.batchline.workload.sheets.template.CodePattern.Match;
import io.batchline.workload.sheets.template.Settings.Pair;
import io.batchline.workload.sheets.template.Settings.Range;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a template says of the codes on its sheets: the keys `qr`, `page_id` and `separators`.
public final class SheetCodes {
    /// Nothing is said: any code counts.
    public static final SheetCodes NOTHING_SAID =
            new SheetCodes(Optional.empty(), Optional.empty(), Optional.empty());

    private static final String GROUP = "group";
    private static final String CANDIDATE = "candidate";
    private static final String PAGE = "page";
    private static final String PAGES = "pages";
    private static final int MOST_PAGES = 999;

    private final Optional<CodeBox> box;
    private final Optional<CodePattern> pageId;
    private final Optional<CodePattern> separators;

    private SheetCodes(
            Optional<CodeBox> box, Optional<CodePattern> pageId, Optional<CodePattern> separators) {
        this.box = box;
        this.pageId = pageId;
        this.separators = separators;
    }

    /// @param page width and height that places are measured in
    static SheetCodes read(Settings template, Pair page) throws TemplateRejected {
        return new SheetCodes(
                template.has("qr")
                        ? Optional.of(box(template.object("qr"), page))
                        : Optional.empty(),
                pattern(template, "page_id", Set.of(GROUP, CANDIDATE, PAGE, PAGES)),
                pattern(template, "separators", Set.of(GROUP)));
    }

    private static CodeBox box(Settings qr, Pair page) throws TemplateRejected {
        int[] box = qr.allowOnly("box").requiredWholes("box", 4, Range.PLACE);
        if (box[2] < 1 || box[3] < 1) {
            throw qr.reject("box", "must have a width and a height of 1 or more");
        }
        if (box[0] + box[2] > page.first() || box[1] + box[3] > page.second()) {
            throw qr.reject(
                    "box",
                    "reaches to %d, %d; the page ends at %d, %d"
                            .formatted(
                                    box[0] + box[2], box[1] + box[3], page.first(), page.second()));
        }
        return new CodeBox(
                (double) box[0] / page.first(),
                (double) box[1] / page.second(),
                (double) box[2] / page.first(),
                (double) box[3] / page.second());
    }

    private static Optional<CodePattern> pattern(Settings template, String key, Set<String> groups)
            throws TemplateRejected {
        if (!template.has(key)) {
            return Optional.empty();
        }
        Settings settings = template.object(key).allowOnly("pattern");
        CodePattern pattern = CodePattern.read(settings, groups);
        if (groups.size() == 1 && !pattern.names(GROUP)) {
            throw settings.reject(
                    "pattern", "must have the group 'group', as in ^CLASS (?<group>.+)$");
        }
        if (pattern.names(PAGES) && !pattern.names(PAGE)) {
            throw settings.reject("pattern", "has the group 'pages' and not 'page'");
        }
        if (pattern.names(PAGE) && !pattern.names(CANDIDATE)) {
            throw settings.reject("pattern", "has the group 'page' and not 'candidate'");
        }
        return Optional.of(pattern);
    }

    /// Where on the page a code is printed.
    public Optional<CodeBox> box() {
        return box;
    }

    /// Whether each sheet should have a code of its own, so that it is worth a word where one has
    /// none.
    public boolean areExpected() {
        return separators.isEmpty() && (box.isPresent() || pageId.isPresent());
    }

    /// Whether codes say which page of which candidate a sheet is.
    boolean namePages() {
        return pageId.filter(pattern -> pattern.names(PAGE)).isPresent();
    }

    /// Whether a text is one that some pattern was made for; any is where there are none.
    public boolean admits(String text) {
        return !(meaning(text) instanceof SheetCode.Unknown);
    }

    /// What a text means.
    public SheetCode meaning(String text) {
        if (separators.isPresent()
                && separators.get().match(text) instanceof Match.Matched matched
                && matched.part(GROUP).isPresent()) {
            return new SheetCode.Separator(matched.part(GROUP).get());
        }
        return pageId.isPresent() ? page(pageId.get(), text) : plain(text);
    }

    private SheetCode plain(String text) {
        String group = upToLastBar(text);
        return group.isBlank()
                ? new SheetCode.Unknown("the code '%s' names nothing".formatted(shown(text)))
                : new SheetCode.Page(
                        group, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    private SheetCode page(CodePattern pattern, String text) {
        return switch (pattern.match(text)) {
            case Match.Matched matched -> page(matched, text);
            case Match.NotMatched() ->
                    unknown(
                            text,
                            separators.isPresent()
                                    ? "it matches neither page_id nor separators of the template"
                                    : "it does not match page_id of the template");
            case Match.GivenUp(String why) -> unknown(text, why);
        };
    }

    private static SheetCode page(Match.Matched matched, String text) {
        OptionalInt page = number(matched, PAGE);
        OptionalInt pages = number(matched, PAGES);
        boolean strange =
                (matched.part(PAGE).isPresent() && page.isEmpty())
                        || (matched.part(PAGES).isPresent() && pages.isEmpty())
                        || (pages.isPresent() && page.orElse(0) > pages.getAsInt());
        if (strange) {
            return unknown(
                    text,
                    "its page is %s of %s; pages count from 1 to %d"
                            .formatted(
                                    matched.part(PAGE).orElse("?"),
                                    matched.part(PAGES).orElse("?"),
                                    MOST_PAGES));
        }
        Optional<String> candidate = matched.part(CANDIDATE);
        // Pages of one candidate belong together where nothing larger is named.
        String group = matched.part(GROUP).or(() -> candidate).orElseGet(() -> upToLastBar(text));
        return new SheetCode.Page(group, candidate, page, pages);
    }

    private static OptionalInt number(Match.Matched matched, String name) {
        Optional<String> digits = matched.part(name).filter(text -> text.matches("[0-9]{1,9}"));
        int number = digits.map(Integer::parseInt).orElse(0);
        return number >= 1 && number <= MOST_PAGES ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private static SheetCode.Unknown unknown(String text, String why) {
        return new SheetCode.Unknown("the code '%s': %s".formatted(shown(text), why));
    }

    private static String shown(String text) {
        int most = 80;
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    private static String upToLastBar(String text) {
        int last = text.lastIndexOf('|');
        return last < 0 ? text : text.substring(0, last);
    }
}
