package io.batchline.workload.sheets.pages;

import java.io.ByteArrayOutputStream;

/// The adaptive arithmetic coder of JBIG2 (ITU-T T.88, Annex E), as software usually has it.
final class ArithmeticCoder {
    /// Of each state its probability, the next after a likely and after an unlikely decision, and
    /// whether the likely one changes then.
    private static final int[][] STATES = {
        {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0},
        {0x0521, 5, 29, 0}, {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0},
        {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0}, {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0},
        {0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1}, {0x5401, 16, 14, 0},
        {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0},
        {0x1C01, 25, 22, 0}, {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0},
        {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0}, {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0},
        {0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0}, {0x02A1, 36, 33, 0},
        {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0},
        {0x0005, 45, 42, 0}, {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0}
    };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final byte[] state;
    private final byte[] likely;
    private int interval = 0x8000;
    private long code;
    private int left = 12;
    private int last = -1;

    ArithmeticCoder(int contexts) {
        this.state = new byte[contexts];
        this.likely = new byte[contexts];
    }

    void code(int context, int bit) {
        int[] now = STATES[state[context]];
        interval -= now[0];
        if (bit == likely[context]) {
            if ((interval & 0x8000) != 0) {
                code += now[0];
                return;
            }
            if (interval < now[0]) {
                interval = now[0];
            } else {
                code += now[0];
            }
            state[context] = (byte) now[1];
        } else {
            if (interval < now[0]) {
                code += now[0];
            } else {
                interval = now[0];
            }
            likely[context] ^= (byte) now[3];
            state[context] = (byte) now[2];
        }
        do {
            interval <<= 1;
            shift(1);
        } while ((interval & 0x8000) == 0);
    }

    private void shift(int bits) {
        code <<= bits;
        left -= bits;
        if (left == 0) {
            next();
        }
    }

    private void next() {
        if (last != 0xFF && code >= 0x8000000) {
            // The carry.
            last++;
            code &= 0x7FFFFFF;
        }
        boolean stuffed = last == 0xFF;
        put();
        int kept = stuffed ? 20 : 19;
        last = (int) (code >> kept) & 0xFF;
        code &= (1L << kept) - 1;
        left = stuffed ? 7 : 8;
    }

    private void put() {
        if (last >= 0) {
            out.write(last);
        }
    }

    byte[] end() {
        long most = code + interval;
        code |= 0xFFFF;
        code -= code >= most ? 0x8000 : 0;
        shift(left);
        shift(left);
        put();
        out.write(0xFF);
        out.write(0xAC);
        return out.toByteArray();
    }
}
