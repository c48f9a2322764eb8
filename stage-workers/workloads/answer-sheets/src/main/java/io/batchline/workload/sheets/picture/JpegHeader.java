package io.batchline.workload.sheets.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the segments before a JPEG's data say of its channels and of which way is up.
///
/// @param channels what the stored channels mean
/// @param orientation how the stored rows must be turned
record JpegHeader(Channels channels, Orientation orientation) {
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.ISO_8859_1);

    /// What the stored channels mean; where the file does not say, the same guesses as libjpeg's.
    enum Channels {
        LUMA_FIRST,
        RGB,
        CMYK,
        YCCK
    }

    /// Reads the segments up to the first scan. A damaged header gives what was read until then:
    /// the decoder that follows says what is wrong.
    static JpegHeader read(byte[] file) {
        Scan scan = new Scan(file);
        scan.run();
        return new JpegHeader(scan.channels(), scan.orientation);
    }

    private static final class Scan {
        private final byte[] file;
        private Orientation orientation = Orientation.UPRIGHT;
        private boolean jfif;
        private int adobeTransform = -1;
        private int[] componentIds = {1};

        Scan(byte[] file) {
            this.file = file;
        }

        void run() {
            int at = 2;
            while (at + 4 <= file.length && (file[at] & 0xFF) == 0xFF) {
                int marker = file[at + 1] & 0xFF;
                if (marker == 0xFF) {
                    at++;
                    continue;
                }
                if (marker == 0xDA || marker == 0xD9) {
                    return;
                }
                int from = at + 4;
                int to = at + 2 + ((file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF));
                if (to > file.length || to < from) {
                    return;
                }
                segment(marker, from, to);
                at = to;
            }
        }

        private void segment(int marker, int from, int to) {
            if (marker == 0xE0 && starts(from, to, JFIF)) {
                jfif = true;
            } else if (marker == 0xE1 && starts(from, to, EXIF)) {
                orientation = ExifBlock.orientation(file, from + EXIF.length, to);
            } else if (marker == 0xEE && starts(from, to, ADOBE) && to - from >= 12) {
                adobeTransform = file[from + 11] & 0xFF;
            } else if (JpegFrame.isFrame(marker) && to - from >= 6) {
                int count = Math.min(file[from + 5] & 0xFF, (to - from - 6) / 3);
                componentIds = new int[count];
                for (int i = 0; i < count; i++) {
                    componentIds[i] = file[from + 6 + 3 * i] & 0xFF;
                }
            }
        }

        private boolean starts(int from, int to, byte[] name) {
            return to - from >= name.length
                    && Arrays.equals(file, from, from + name.length, name, 0, name.length);
        }

        Channels channels() {
            return switch (componentIds.length) {
                case 3 -> threeAreRgb() ? Channels.RGB : Channels.LUMA_FIRST;
                case 4 -> adobeTransform == 2 ? Channels.YCCK : Channels.CMYK;
                default -> Channels.LUMA_FIRST;
            };
        }

        private boolean threeAreRgb() {
            if (jfif) {
                return false;
            }
            if (adobeTransform >= 0) {
                return adobeTransform == 0;
            }
            return Arrays.equals(componentIds, new int[] {'R', 'G', 'B'});
        }
    }
}
