/// The answer-sheets workload: a ZIP of scans with the template that they were printed by becomes
/// one row of answers and a score per sheet.
///
/// The room's door is [io.batchline.workload.sheets.AnswerSheets]. It knows archives and which
/// files belong together; what a picture holds is known by the shelves below (`picture`, `prepare`,
/// `read`, `score`, `template`, `qr`). It may not know Kafka, HTTP or the database.
///
/// Threads: any number at once. What is kept between items (a few open templates, the texts of QR
/// codes) is bounded, and only ever saves work: without it every answer is the same.
@NullMarked
package io.batchline.workload.sheets;

import org.jspecify.annotations.NullMarked;
