package io.batchline.http;

/// What an operation asks of its caller; each includes those before it.
public enum Permission {
    /// Nothing: whoever can reach the server.
    NONE,
    /// To see what the tenant has.
    READ,
    /// To send, change, steer and delete batches.
    OPERATE,
    /// To say who may do what, and to read who did.
    ADMINISTER
}
