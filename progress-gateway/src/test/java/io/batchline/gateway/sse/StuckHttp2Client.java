package io.batchline.gateway.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/// A client of HTTP/2 that opens one stream with room for a hundred bytes and never makes more,
/// while it answers for its connection (RFC 9113). What clients of the JDK do not do.
final class StuckHttp2Client implements AutoCloseable {
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int ACK = 1;
    private static final int INITIAL_WINDOW = 4;
    private static final int ROOM = 100;
    private static final int END_OF_STREAM_AND_HEADERS = 5;

    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;

    private StuckHttp2Client(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new DataOutputStream(socket.getOutputStream());
        this.in = new DataInputStream(socket.getInputStream());
    }

    static StuckHttp2Client connect(int port, String path) throws IOException {
        var client = new StuckHttp2Client(new Socket(InetAddress.getLoopbackAddress(), port));
        client.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        client.frame(SETTINGS, 0, 0, new byte[] {0, INITIAL_WINDOW, 0, 0, 0, ROOM});
        client.frame(HEADERS, END_OF_STREAM_AND_HEADERS, 1, head(path));
        return client;
    }

    /// HPACK without compression (RFC 7541): GET and http from the static table, then two texts
    /// behind the table's names for path and authority.
    private static byte[] head(String path) {
        var head = new ByteArrayOutputStream();
        head.write(0x82);
        head.write(0x86);
        text(head, 4, path);
        text(head, 1, "127.0.0.1");
        return head.toByteArray();
    }

    private static void text(ByteArrayOutputStream head, int name, String value) {
        head.write(name);
        head.write(value.length());
        head.writeBytes(value.getBytes(US_ASCII));
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        out.writeByte(payload.length >> 16);
        out.writeShort(payload.length);
        out.writeByte(type);
        out.writeByte(flags);
        out.writeInt(stream);
        out.write(payload);
        out.flush();
    }

    /// Returns when the server has ended the stream before its time.
    ///
    /// @throws IOException also when it has closed the connection instead
    void awaitReset() throws IOException {
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            in.readInt();
            byte[] payload = in.readNBytes(length);
            if (type == RESET) {
                return;
            }
            if (flags != ACK && (type == SETTINGS || type == PING)) {
                frame(type, ACK, 0, type == PING ? payload : new byte[0]);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
