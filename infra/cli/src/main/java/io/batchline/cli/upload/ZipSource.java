package io.batchline.cli.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Files as one ZIP, made while it is sent: in the order of their names, so that the same files
/// give the same bytes, from any of them on.
public final class ZipSource implements UploadSource {
    private static final int LONGEST_NAME = 0xFFFF;

    private final String name;
    private final String place;
    private final List<ZipMember> members;

    private ZipSource(String name, String place, List<ZipMember> members) {
        this.name = name;
        this.place = place;
        this.members = List.copyOf(members);
    }

    /// All files below a folder; hidden ones are left out.
    ///
    /// @throws IllegalArgumentException when there are none
    public static ZipSource ofFolder(Path folder) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        List<ZipMember> members = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                Path within = root.relativize(file);
                if (!isHidden(within)) {
                    members.add(ZipMember.of(nameIn(within), file));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (members.isEmpty()) {
            throw new IllegalArgumentException("%s has no files in it".formatted(folder));
        }
        return new ZipSource(root.getFileName() + ".zip", root.toString(), sorted(members));
    }

    /// Some files, without the folders that they are in.
    ///
    /// @throws IllegalArgumentException when two have the same name
    public static ZipSource ofFiles(String name, List<Path> files) throws IOException {
        List<ZipMember> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            String each = String.valueOf(file.getFileName());
            if (!names.add(each)) {
                throw new IllegalArgumentException(
                        "two of the files are called %s: a batch takes each name once"
                                .formatted(each));
            }
            members.add(ZipMember.of(each, file.toAbsolutePath().normalize()));
        }
        List<String> places =
                members.stream().map(each -> each.file().toString()).sorted().toList();
        return new ZipSource(name, String.join("\n", places), sorted(members));
    }

    private static List<ZipMember> sorted(List<ZipMember> members) {
        for (ZipMember member : members) {
            if (member.name().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                throw new IllegalArgumentException(
                        "%s: its path is longer than a ZIP can hold".formatted(member.file()));
            }
        }
        members.sort(Comparator.comparing(ZipMember::name));
        return members;
    }

    private static boolean isHidden(Path within) {
        for (Path part : within) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static String nameIn(Path within) {
        List<String> parts = new ArrayList<>();
        within.forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    /// How many files it has.
    public int size() {
        return members.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OptionalLong length() {
        long files = 0;
        long directory = 0;
        for (ZipMember member : members) {
            directory += StoredZip.central(member, 0, files).length;
            files += StoredZip.local(member, 0).length + member.size();
        }
        return OptionalLong.of(
                files + directory + StoredZip.end(members.size(), files, directory).length);
    }

    @Override
    public InputStream openAt(long offset) throws IOException {
        InputStream in = new ZipStream(members);
        in.skipNBytes(offset);
        return in;
    }

    @Override
    public void requireUnchanged() throws IOException {
        for (ZipMember member : members) {
            member.requireUnchanged();
        }
    }

    @Override
    public Optional<Mark> mark() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ZipMember member : members) {
                digest.update(
                        "%s\0%d\0%d\0"
                                .formatted(member.name(), member.size(), member.changedMillis())
                                .getBytes(StandardCharsets.UTF_8));
            }
            return Optional.of(new Mark(place, HexFormat.of().formatHex(digest.digest())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
