package webconference.streaming.rtmp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values RTMP's commands are made of (AMF 0): numbers, strings, truth values, objects as maps,
/// and null.
final class Amf0 {

    private static final int NUMBER = 0;
    private static final int BOOLEAN = 1;
    private static final int STRING = 2;
    private static final int OBJECT = 3;
    private static final int NULL = 5;
    private static final int UNDEFINED = 6;
    private static final int MAP = 8;
    private static final int END = 9;
    private static final int LIST = 10;
    private static final int DEEPEST = 16;

    private Amf0() {}

    static byte[] write(@Nullable Object... values) {
        var out = new ByteArrayOutputStream();
        for (var value : values) {
            write(out, value);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, @Nullable Object value) {
        switch (value) {
            case null -> out.write(NULL);
            case Number number -> {
                out.write(NUMBER);
                out.writeBytes(ByteBuffer.allocate(8).putDouble(number.doubleValue()).array());
            }
            case Boolean truth -> {
                out.write(BOOLEAN);
                out.write(truth ? 1 : 0);
            }
            case String text -> {
                out.write(STRING);
                writeText(out, text);
            }
            case Map<?, ?> map -> {
                out.write(OBJECT);
                map.forEach((key, inner) -> {
                    writeText(out, String.valueOf(key));
                    write(out, inner);
                });
                writeText(out, "");
                out.write(END);
            }
            default -> throw new IllegalArgumentException("no AMF for " + value.getClass());
        }
    }

    private static void writeText(ByteArrayOutputStream out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0xFFFF) {
            throw new IllegalArgumentException("text too long");
        }
        out.write(bytes.length >> 8);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    /// Reads values to the end of a message.
    ///
    /// @throws IOException if it holds something else
    static List<@Nullable Object> read(byte[] message) throws IOException {
        var in = ByteBuffer.wrap(message);
        var values = new ArrayList<@Nullable Object>();
        try {
            while (in.hasRemaining()) {
                values.add(readValue(in, 0));
            }
        } catch (BufferUnderflowException e) {
            throw new IOException("a command ends too early", e);
        }
        return values;
    }

    private static @Nullable Object readValue(ByteBuffer in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("a command is nested too deeply");
        }
        var type = in.get();
        return switch (type) {
            case NUMBER -> in.getDouble();
            case BOOLEAN -> in.get() != 0;
            case STRING -> readText(in);
            case NULL, UNDEFINED -> null;
            case OBJECT -> readObject(in, depth);
            case MAP -> {
                in.getInt(); // how many, which its end says too
                yield readObject(in, depth);
            }
            case LIST -> {
                var values = new ArrayList<@Nullable Object>();
                for (var left = in.getInt(); left > 0; left--) {
                    values.add(readValue(in, depth + 1));
                }
                yield Arrays.asList(values.toArray());
            }
            default -> throw new IOException("unknown value in a command: " + type);
        };
    }

    private static Map<String, @Nullable Object> readObject(ByteBuffer in, int depth)
            throws IOException {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (; ; ) {
            var key = readText(in);
            if (key.isEmpty() && in.get(in.position()) == END) {
                in.get();
                return map;
            }
            map.put(key, readValue(in, depth + 1));
        }
    }

    private static String readText(ByteBuffer in) {
        var bytes = new byte[in.getShort() & 0xFFFF];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
