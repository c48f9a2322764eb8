/// OpenID Connect: people and programs that another server knows.
///
/// Knows the issuer's documents and tokens, nothing of accounts here. From any thread; a token
/// whose key is not held yet waits for the issuer.
@NullMarked
package io.batchline.http.openid;

import org.jspecify.annotations.NullMarked;
