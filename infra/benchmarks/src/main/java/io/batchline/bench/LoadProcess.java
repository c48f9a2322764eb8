package io.batchline.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;

/// The process of a load's clients, from outside.
final class LoadProcess implements AutoCloseable {
    private final Process process;
    private final ObjectOutputStream orders;
    private final ObjectInputStream answers;

    private LoadProcess(Process process) throws IOException {
        this.process = process;
        this.orders = new ObjectOutputStream(process.getOutputStream());
        orders.flush();
        this.answers = new ObjectInputStream(new BufferedInputStream(process.getInputStream()));
    }

    static LoadProcess start() throws IOException {
        return new LoadProcess(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoadMain.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /// @throws IOException when it could not be done
    LoadAnswer ask(LoadOrder order) throws IOException {
        orders.writeObject(order);
        orders.flush();
        try {
            var answer = (LoadAnswer) answers.readObject();
            if (!answer.error().isEmpty()) {
                throw new IOException("the clients failed: " + answer.error());
            }
            return answer;
        } catch (ClassNotFoundException e) {
            throw new IOException("the clients say what nobody knows", e);
        }
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
