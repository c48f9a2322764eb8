package io.batchline.workload.archive;

/// What an archive is refused for. The ids never change.
public enum ArchiveRule {
    NOT_A_ZIP("archive_not_a_zip"),
    EMPTY("archive_empty"),
    TRUNCATED("archive_truncated"),
    BROKEN_DIRECTORY("archive_broken_directory"),
    SPLIT("archive_split"),
    DIRECTORY_TOO_LARGE("archive_directory_too_large"),
    TOO_MANY_ENTRIES("archive_too_many_entries"),
    TOTAL_TOO_LARGE("archive_total_too_large"),
    RATIO_TOO_HIGH("archive_ratio_too_high"),
    OVERLAPPING_ENTRIES("archive_overlapping_entries"),
    ENCRYPTED("archive_encrypted"),
    UNSUPPORTED_METHOD("archive_unsupported_method"),
    LINK("archive_link"),
    NESTED_ARCHIVE("archive_nested"),
    DUPLICATE_NAME("archive_duplicate_name"),
    EMPTY_NAME("archive_empty_name"),
    NAME_TOO_LONG("archive_name_too_long"),
    NAME_CLIMBS_OUT("archive_name_climbs_out"),
    NAME_ABSOLUTE("archive_name_absolute"),
    NAME_WITH_DRIVE("archive_name_with_drive"),
    NAME_WITH_CONTROL_CHARACTER("archive_name_with_control_character");

    private final String id;

    ArchiveRule(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
