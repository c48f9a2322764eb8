package io.batchline.samples.sheets;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// One sheet of an accuracy set. Immutable.
public final class AccuracySheet {
    private final byte[] file;
    private final SequencedMap<String, String> values;
    private final Set<String> ask;
    private final String qrText;

    AccuracySheet(byte[] file, Map<String, String> values, Set<String> ask, String qrText) {
        this.file = file.clone();
        this.values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        this.ask = Set.copyOf(ask);
        this.qrText = qrText;
    }

    /// Its picture.
    public byte[] file() {
        return file.clone();
    }

    /// What each field reads as, by the template's label.
    public SequencedMap<String, String> values() {
        return values;
    }

    /// The fields that a person may be asked about.
    public Set<String> ask() {
        return ask;
    }

    /// What its QR code says.
    public String qrText() {
        return qrText;
    }
}
