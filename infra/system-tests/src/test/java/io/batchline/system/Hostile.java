package io.batchline.system;

import io.batchline.samples.sheets.SheetBatchSpec;
import java.io.IOException;
import java.nio.file.Path;

/// Ways to attack with an archive, and what the answer must name.
enum Hostile {
    CLIMBING("../../etc/evil.jpg"),
    BOMB("bomb.jpg"),
    ENCRYPTED("secret.jpg"),
    TRUNCATED("zip"),
    EMPTY("no "),
    NO_ARCHIVE("zip");

    private final String said;

    Hostile(String said) {
        this.said = said;
    }

    String said() {
        return said;
    }

    Path make(Path folder) throws IOException, InterruptedException {
        return switch (this) {
            case CLIMBING -> Archives.climbing(folder);
            case BOMB -> Archives.bomb(folder);
            case ENCRYPTED -> Archives.encrypted(folder);
            case TRUNCATED ->
                    Archives.truncated(Sheets.make(SheetBatchSpec.of(2, 3), folder).zip(), folder);
            case EMPTY -> Archives.empty(folder);
            case NO_ARCHIVE -> Archives.noArchive(folder);
        };
    }
}
