/// The files that describe a sheet, in OMRChecker's format: read, checked, and turned into records
/// that the reader works from.
///
/// May not know how a picture is decoded or how a mark is told from a blank. Everything here is
/// immutable once read; a file that breaks a rule is refused with its name, the key and the rule.
@NullMarked
package io.batchline.workload.sheets.template;

import org.jspecify.annotations.NullMarked;
