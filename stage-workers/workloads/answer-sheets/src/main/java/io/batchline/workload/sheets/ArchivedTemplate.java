package io.batchline.workload.sheets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.workload.Source;
import io.batchline.workload.archive.ArchiveEntry;
import io.batchline.workload.archive.EntryCorrupt;
import io.batchline.workload.archive.EntryReader;
import io.batchline.workload.sheets.SheetOptions.MultiMarked;
import io.batchline.workload.sheets.template.TemplateFiles;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The files of one template in an archive: those of its folder, `config.json` from the nearest
/// folder above, and the answer key's own files from where `evaluation.json` lies.
final class ArchivedTemplate implements TemplateFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTPUTS = "outputs";

    private final Source source;
    private final ArchiveFolders folders;
    private final TemplatePlace place;
    private final Optional<MultiMarked> multiMarked;

    ArchivedTemplate(
            Source source,
            ArchiveFolders folders,
            TemplatePlace place,
            Optional<MultiMarked> multiMarked) {
        this.source = source;
        this.folders = folders;
        this.place = place;
        this.multiMarked = multiMarked;
    }

    /// @throws Damaged when the archive's bytes of the file are
    @Override
    public Optional<byte[]> read(String name) throws IOException {
        return switch (name) {
            case ArchiveFolders.CONFIG -> config();
            case ArchiveFolders.EVALUATION ->
                    place.evaluation().isEmpty()
                            ? Optional.empty()
                            : readFrom(place.evaluation().get(), name);
            default -> {
                Optional<byte[]> own = readFrom(place.folder(), name);
                yield own.isPresent() || place.evaluation().isEmpty()
                        ? own
                        : readFrom(place.evaluation().get(), name);
            }
        };
    }

    /// A file of the template whose bytes in the archive are damaged: trying again can't help.
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        private final String file;
        private final String reason;

        Damaged(String file, EntryCorrupt cause) {
            super(cause.message(), cause);
            this.file = file;
            this.reason = cause.message();
        }

        String file() {
            return file;
        }

        String reason() {
            return reason;
        }
    }

    private Optional<byte[]> config() throws IOException {
        Optional<String> folder = folders.nearest(place.folder(), ArchiveFolders.CONFIG);
        Optional<byte[]> own =
                folder.isEmpty() ? Optional.empty() : readFrom(folder.get(), ArchiveFolders.CONFIG);
        return multiMarked.isEmpty() ? own : Optional.of(withChoice(own, multiMarked.get()));
    }

    // The user's choice goes over the file's; a file that can't be understood is left to be
    // refused.
    private static byte[] withChoice(Optional<byte[]> config, MultiMarked choice)
            throws IOException {
        if (config.isEmpty()) {
            return JSON.writeValueAsBytes(chosen(JSON.createObjectNode(), choice));
        }
        try {
            return JSON.readTree(config.get()) instanceof ObjectNode root
                            && (!root.has(OUTPUTS) || root.get(OUTPUTS).isObject())
                    ? JSON.writeValueAsBytes(chosen(root, choice))
                    : config.get();
        } catch (JsonProcessingException _) {
            return config.get();
        }
    }

    private static ObjectNode chosen(ObjectNode config, MultiMarked choice) {
        config.withObjectProperty(OUTPUTS)
                .put("filter_out_multimarked_files", choice == MultiMarked.SEPARATE);
        return config;
    }

    private Optional<byte[]> readFrom(String folder, String name) throws IOException {
        if (folder.isEmpty() && folders.given().has(name)) {
            return folders.given().read(name);
        }
        Optional<ArchiveEntry> entry = resolved(folder, name).flatMap(folders.index()::find);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try (SeekableByteChannel archive = source.open()) {
            return Optional.of(EntryReader.read(archive, entry.get()));
        } catch (EntryCorrupt e) {
            throw new Damaged(name, e);
        }
    }

    /// The path of a name that may go up within the archive; empty where it would leave it.
    static Optional<String> resolved(String folder, String name) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : ArchiveFolders.path(folder, name.replace('\\', '/')).split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }
}
