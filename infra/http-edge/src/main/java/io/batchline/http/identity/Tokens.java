package io.batchline.http.identity;

import java.sql.SQLException;
import java.util.Optional;

/// One kind of token that may come as `Authorization: Bearer …`.
public interface Tokens {
    /// Whom the token lets in; empty when it is unknown, revoked, forged or expired.
    ///
    /// @throws io.batchline.http.Problem 403 when it is good and means nobody here, 503 when that
    ///   can't be found out now
    Optional<Caller> find(String token) throws SQLException;
}
