package org.filestoremigration.filestore.metric;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;

/**
 * The lines of a metric file, one at a time in constant memory, split as MLflow splits them: Python's {@code
 * str.splitlines()}, which knows more line ends than LF and CR LF.
 */
public final class MetricLines implements AutoCloseable {

    /** A longer line is not a metric point, and is passed over. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int CHUNK = 1 << 16;

    private final ReadableByteChannel channel;
    private final CRC32C checksum = new CRC32C();
    private final long size;
    private byte[] bytes;
    private int limit;
    private int next;
    private int start;
    private int end;
    private long number;
    private long length;
    private boolean tooLong;
    private boolean atEnd;
    private boolean ended = true;

    /** @param size how many bytes to expect, which saves a reading at the end and memory for small files */
    public MetricLines(ReadableByteChannel channel, long size) {
        this.channel = channel;
        this.size = size;
        this.bytes = new byte[(int) Math.min(CHUNK, size + 1)];
    }

    /** A file's lines, to be closed. */
    public static MetricLines of(SourceEntry file, SourceTree tree) throws IOException {
        return new MetricLines(tree.open(file), file.size());
    }

    /** Moves to the next line; false at the end. What follows the last line end is a line only if it is not empty. */
    public boolean advance() throws IOException {
        start = next;
        tooLong = false;
        int scan = start;
        while (true) {
            while (scan < limit && bytes[scan] >= 0x20) {
                scan++;
            }
            // The longest line end has three bytes: never decide with fewer in sight.
            if (limit - scan < 3 && !atEnd) {
                scan -= refill();
                continue;
            }
            if (scan >= limit) {
                return lastLine();
            }
            int separator = separatorLength(scan);
            if (separator > 0) {
                end = scan;
                next = scan + separator;
                number++;
                return true;
            }
            scan++;
        }
    }

    private boolean lastLine() {
        end = limit;
        next = limit;
        boolean found = end > start || tooLong;
        number += found ? 1 : 0;
        ended = false;
        return found;
    }

    /** How many bytes the line end at {@code i} has, 0 if none is there. */
    private int separatorLength(int i) {
        switch (bytes[i]) {
            case '\n', 0x0B, 0x0C, 0x1C, 0x1D, 0x1E -> {
                return 1;
            }
            case '\r' -> {
                return i + 1 < limit && bytes[i + 1] == '\n' ? 2 : 1;
            }
            case (byte) 0xC2 -> {
                return i + 1 < limit && bytes[i + 1] == (byte) 0x85 ? 2 : 0;
            }
            case (byte) 0xE2 -> {
                boolean found = i + 2 < limit
                        && bytes[i + 1] == (byte) 0x80
                        && (bytes[i + 2] == (byte) 0xA8 || bytes[i + 2] == (byte) 0xA9);
                return found ? 3 : 0;
            }
            default -> {
                return 0;
            }
        }
    }

    /** Reads on behind what is there; gives by how much the present line has moved to the front. */
    private int refill() throws IOException {
        int moved = start;
        if (limit - start > MAX_LINE_BYTES) {
            // Only the last bytes may belong to a line end.
            tooLong = true;
            moved = limit - 3;
        }
        System.arraycopy(bytes, moved, bytes, 0, limit - moved);
        limit -= moved;
        start = 0;
        if (limit > bytes.length / 2) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, CHUNK));
        }
        int room = bytes.length - limit;
        int count = channel.read(ByteBuffer.wrap(bytes, limit, room));
        if (count > 0) {
            checksum.update(bytes, limit, count);
            limit += count;
            length += count;
        }
        atEnd = count < 0 || (length == size && count < room);
        return moved;
    }

    /** The present line's number, from 1. */
    public long number() {
        return number;
    }

    /** The bytes in which the present line lies, from {@link #start} to {@link #end}. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Whether the present line has a line end. */
    boolean isEnded() {
        return ended;
    }

    /** Into how many fields single blanks divide the present line, without the white space around it. */
    int fields() {
        int from = start;
        int to = end;
        while (from < to && bytes[from] <= ' ' && bytes[from] >= 0) {
            from++;
        }
        while (to > from && bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) {
            to--;
        }
        int fields = from == to ? 0 : 1;
        for (int i = from; i < to; i++) {
            fields += bytes[i] == ' ' ? 1 : 0;
        }
        return fields;
    }

    /** The present line for a message, in quotes and cut where it gets long. */
    String shown() {
        return FolderReport.shown(text());
    }

    /** The present line without the white space around it. */
    String text() {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
    }

    /** Whether the line has more than {@link #MAX_LINE_BYTES}, so that only a part of it is there. */
    boolean isTooLong() {
        return tooLong;
    }

    /** CRC-32C of what has been read so far. */
    long checksum() {
        return checksum.getValue();
    }

    /** Bytes read so far. */
    long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
