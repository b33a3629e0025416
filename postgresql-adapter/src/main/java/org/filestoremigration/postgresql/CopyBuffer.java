package org.filestoremigration.postgresql;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.filestoremigration.domain.store.RefusedRowException;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table as PostgreSQL's {@code COPY … (FORMAT binary)} takes them: a head of 19 bytes, then for each row the
 * number of its fields, and for each field its length, or −1 for NULL, and its bytes in network order.
 *
 * <p>Nothing is converted by the server, so each field is written in the form that the catalog asks for.
 */
final class CopyBuffer {

    private static final byte[] HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private final String table;
    private final List<Column> columns;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private byte[] bytes = new byte[8192];
    private int size;

    CopyBuffer(String table, List<Column> columns) {
        this.table = table;
        this.columns = List.copyOf(columns);
        clear();
    }

    /** The statement whose data {@link #content()} is. */
    String statement() {
        return "COPY " + Names.quoted(table) + " ("
                + Names.list(columns.stream().map(Column::name).toList()) + ") FROM STDIN (FORMAT binary)";
    }

    List<Column> columns() {
        return columns;
    }

    /**
     * Appends a row.
     *
     * @param values in the order of the columns
     * @throws RefusedRowException for a value that its column cannot hold
     */
    void add(@Nullable Object... values) {
        addWithout("", values);
    }

    /**
     * Appends a row with an empty text in one of its columns.
     *
     * @return where in {@link #content()} the length of that text is; 0 if there is no such column
     */
    int addWithout(String text, @Nullable Object... values) {
        int lengthAt = 0;
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(table + " takes " + columns.size() + " values, not " + values.length);
        }
        room(2);
        putShort(values.length);
        for (int i = 0; i < values.length; i++) {
            if (columns.get(i).name().equals(text)) {
                lengthAt = size;
                putInt(0);
            } else {
                put(columns.get(i), values[i]);
            }
        }
        return lengthAt;
    }

    private void put(Column column, @Nullable Object value) {
        if (value == null) {
            putInt(-1);
            return;
        }
        switch (column.type()) {
            case "int4" -> {
                putInt(Integer.BYTES);
                putInt(exactInt(column, (Number) value));
            }
            case "int8" -> {
                putInt(Long.BYTES);
                putLong(((Number) value).longValue());
            }
            case "float8" -> {
                putInt(Double.BYTES);
                putLong(Double.doubleToRawLongBits(((Number) value).doubleValue()));
            }
            case "bool" -> {
                putInt(1);
                room(1);
                bytes[size++] = (byte) ((Boolean) value ? 1 : 0);
            }
            case "text", "varchar", "json" -> putText(column, (String) value);
            default -> throw refused(column, "is of the type " + column.type() + ", which MLflow does not use there");
        }
    }

    private int exactInt(Column column, Number value) {
        long number = value.longValue();
        if (number != (int) number) {
            throw refused(column, "has 32 bits and cannot store " + number);
        }
        return (int) number;
    }

    private void putText(Column column, String text) {
        int lengthAt = size;
        putInt(0);
        int start = size;
        int length = text.length();
        room(length);
        int i = 0;
        while (i < length && text.charAt(i) < 0x80) {
            bytes[size++] = (byte) text.charAt(i++);
        }
        if (i < length) {
            putEncoded(column, text.substring(i));
        }
        ByteBuffer.wrap(bytes).putInt(lengthAt, size - start);
    }

    /** A surrogate without its partner has no form in UTF-8; it must not become another character. */
    private void putEncoded(Column column, String text) {
        try {
            ByteBuffer encoded = encoder.encode(CharBuffer.wrap(text));
            room(encoded.remaining());
            int more = encoded.remaining();
            encoded.get(bytes, size, more);
            size += more;
        } catch (CharacterCodingException e) {
            throw refused(column, "cannot store text with half a surrogate pair");
        }
    }

    private RefusedRowException refused(Column column, String why) {
        return new RefusedRowException("The column " + table + "." + column.name() + " " + why + ".", null);
    }

    private void putShort(int value) {
        room(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    private void putInt(int value) {
        room(Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(size, value);
        size += Integer.BYTES;
    }

    private void putLong(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(size, value);
        size += Long.BYTES;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    boolean isEmpty() {
        return size == HEAD.length;
    }

    /** In bytes, the head included. */
    int size() {
        return size;
    }

    /** All rows with head and end, as one {@code COPY} takes them. */
    byte[] content() {
        room(2);
        byte[] content = Arrays.copyOf(bytes, size + 2);
        content[size] = (byte) 0xFF;
        content[size + 1] = (byte) 0xFF;
        return content;
    }

    /** Forgets the rows, and the room that one huge row needed. */
    void clear() {
        if (bytes.length > 4 * CopyLoad.THRESHOLD) {
            bytes = new byte[8192];
        }
        System.arraycopy(HEAD, 0, bytes, 0, HEAD.length);
        size = HEAD.length;
    }
}
