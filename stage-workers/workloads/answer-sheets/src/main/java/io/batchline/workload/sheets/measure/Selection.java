package io.batchline.workload.sheets.measure;

/// Finds one of many values by its rank, without putting all of them in order.
final class Selection {
    private Selection() {}

    /// The value that would be at a place if the first ones were sorted; afterwards none before
    /// that place is larger and none behind it smaller.
    ///
    /// @param values numbers; their order changes
    /// @param count how many of them count, more than the rank
    /// @param rank the place, from 0
    static double of(double[] values, int count, int rank) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            double pivot = values[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    double value = values[left];
                    values[left++] = values[right];
                    values[right--] = value;
                }
            }
            if (rank <= right) {
                high = right;
            } else if (rank >= left) {
                low = left;
            } else {
                break;
            }
        }
        return values[rank];
    }
}
