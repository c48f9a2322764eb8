package io.batchline.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;

/// What following one batch needs of a server. For any thread.
public interface BatchApi {
    /// One connection to the batch's stream.
    ///
    /// @param lastEventId where to resume; empty for the whole history that is held
    /// @return 200 with the stream, or 204 with nothing when the batch's end was told already
    /// @throws AnswerException for every other answer
    HttpResponse<InputStream> stream(String lastEventId) throws IOException, InterruptedException;

    /// The newest progress as JSON, with its position as `id`.
    ///
    /// @throws AnswerException for every answer but 200
    String progress() throws IOException, InterruptedException;
}
