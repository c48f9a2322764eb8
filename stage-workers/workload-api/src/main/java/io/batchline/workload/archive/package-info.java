/// ZIP archives from strangers: the directory is read and checked against every rule before
/// anything of an archive is used, and one entry is read by where it lies, its length bounded and
/// its checksum verified. Nothing is ever unpacked to a disk.
///
/// May not know what the entries mean. An index is immutable; reading an entry is a pure function
/// of the channel it is given, so each thread brings a channel of its own.
@NullMarked
package io.batchline.workload.archive;

import org.jspecify.annotations.NullMarked;
