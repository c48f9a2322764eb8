/// Who is asking, and what they may do: accounts, sessions, tokens, roles.
///
/// Everything public here may be used from any thread; what looks into the database blocks.
@NullMarked
package io.batchline.http.identity;

import org.jspecify.annotations.NullMarked;
