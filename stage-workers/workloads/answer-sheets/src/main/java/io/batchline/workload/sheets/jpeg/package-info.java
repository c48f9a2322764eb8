/// libturbojpeg, a native decoder of JPEG, called through the foreign-function API where the system
/// has it. Everything works without it, only slower.
///
/// May not know pictures, pages or sheets: bytes of a file go in, bytes of grey come out.
///
/// Threads: any number at once. Each call has a decoder of its own and memory that is freed before
/// it returns; nothing that a file says decides how much may be written where.
@NullMarked
package io.batchline.workload.sheets.jpeg;

import org.jspecify.annotations.NullMarked;
