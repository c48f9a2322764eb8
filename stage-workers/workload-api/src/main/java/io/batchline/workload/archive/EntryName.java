package io.batchline.workload.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/// The name of an entry: decoded from what tools write, checked against what attackers write.
///
/// @param path with `/` between folders, without `.` and empty parts
record EntryName(String path) {
    /// What DOS wrote and the format's oldest text says.
    private static final Charset CODE_PAGE_437 = Charset.forName("IBM437");

    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);
    private static final Set<String> ARCHIVES =
            Set.of(
                    "zip", "zipx", "jar", "war", "ear", "apk", "7z", "rar", "tar", "tgz", "gz",
                    "tbz", "tbz2", "bz2", "txz", "xz", "zst", "lzma", "lz", "lz4", "z", "cab",
                    "iso", "arj", "lzh", "ace", "cpio", "ar");
    private static final Set<String> JUNK_FILES = Set.of("thumbs.db", "desktop.ini", "ehthumbs.db");

    static EntryName of(ZipArchiveEntry entry, ArchiveLimits limits) throws ArchiveRejected {
        String raw = decode(entry);
        if (raw.length() > limits.maxNameLength()) {
            throw ArchiveRejected.entry(
                    ArchiveRule.NAME_TOO_LONG,
                    raw,
                    "has a name of %d characters, the limit is %d"
                            .formatted(raw.length(), limits.maxNameLength()));
        }
        return new EntryName(checked(raw));
    }

    /// What operating systems leave behind: not the user's files, so ignored.
    boolean isJunk() {
        for (String part : path.split("/", -1)) {
            if (part.startsWith(".") || part.equals("__MACOSX")) {
                return true;
            }
        }
        return JUNK_FILES.contains(file().toLowerCase(Locale.ROOT));
    }

    boolean isArchive() {
        String file = file();
        return ARCHIVES.contains(
                file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String checked(String raw) throws ArchiveRejected {
        if (raw.chars().anyMatch(EntryName::isControl)) {
            throw ArchiveRejected.entry(
                    ArchiveRule.NAME_WITH_CONTROL_CHARACTER,
                    raw,
                    "has a control character in its name");
        }
        String slashed = raw.replace('\\', '/');
        if (slashed.startsWith("/")) {
            throw ArchiveRejected.entry(
                    ArchiveRule.NAME_ABSOLUTE, raw, "has an absolute path for a name");
        }
        if (DRIVE.matcher(slashed).matches()) {
            throw ArchiveRejected.entry(
                    ArchiveRule.NAME_WITH_DRIVE, raw, "has a drive letter in its name");
        }
        List<String> parts = new ArrayList<>();
        for (String part : slashed.split("/", -1)) {
            if (part.equals("..")) {
                throw ArchiveRejected.entry(
                        ArchiveRule.NAME_CLIMBS_OUT, raw, "climbs out of the archive by '..'");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            throw ArchiveRejected.entry(ArchiveRule.EMPTY_NAME, raw, "has no name");
        }
        return String.join("/", parts);
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029;
    }

    private static String decode(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (entry.getExtraField(UnicodePathExtraField.UPATH_ID)
                        instanceof UnicodePathExtraField unicode
                && unicode.getUnicodeName() != null
                && unicode.getNameCRC32() == crc(raw)) {
            return new String(unicode.getUnicodeName(), StandardCharsets.UTF_8);
        }
        // Many tools write UTF-8 and do not say so; hardly any CP437 text is valid UTF-8 by chance.
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
        } catch (CharacterCodingException _) {
            return new String(raw, CODE_PAGE_437);
        }
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
