/// What is measured, side by side and in one run: a benchmark never asserts, it prints. Figures of
/// one machine at one hour; the ratios are what counts. Everything is sent to this machine's
/// loopback and ends by itself.
@NullMarked
package io.batchline.bench;

import org.jspecify.annotations.NullMarked;
