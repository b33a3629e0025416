package org.filestoremigration.filestore.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.filestoremigration.domain.migration.ArtifactFile;

/**
 * The files that were copied, in the order in which they were found, whichever was done first. They are kept in a
 * temporary file. Safe for several threads.
 */
final class ManifestFile implements Iterable<ArtifactFile>, AutoCloseable {

    /** How far a file may be ahead of the first that is not done: what is ahead is held in memory. */
    private static final int AHEAD = 10_000;

    private final Path file;
    private final BufferedWriter writer;
    private final Map<Long, Optional<ArtifactFile>> ahead = new HashMap<>();
    private long next;
    private long count;
    private long bytes;

    ManifestFile() throws IOException {
        file = Files.createTempFile("migrate-filestore-", ".manifest");
        writer = Files.newBufferedWriter(file);
    }

    /** Waits until a file of this number, counted from 0, may be begun. */
    synchronized void awaitTurn(long number) throws InterruptedException {
        while (number - next > AHEAD) {
            wait();
        }
    }

    /** Takes the file of this number, empty if it was left out. */
    synchronized void done(long number, Optional<ArtifactFile> copied) throws IOException {
        ahead.put(number, copied);
        for (Optional<ArtifactFile> first = ahead.remove(next); first != null; first = ahead.remove(next)) {
            next++;
            if (first.isPresent()) {
                append(first.get());
            }
        }
        notifyAll();
    }

    private void append(ArtifactFile copied) throws IOException {
        count++;
        bytes += copied.size();
        String path = copied.path().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        writer.write(copied.sha256() + ' ' + copied.size() + ' ' + path + '\n');
    }

    /** No more files come. */
    synchronized void complete() throws IOException {
        writer.flush();
    }

    synchronized long count() {
        return count;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Reads page by page, so that nothing stays open when it is not read to its end. */
    @Override
    public Iterator<ArtifactFile> iterator() {
        return new Pages();
    }

    private final class Pages implements Iterator<ArtifactFile> {

        private static final int PAGE = 1000;

        private final Deque<ArtifactFile> page = new ArrayDeque<>();
        private long offset;
        private boolean ended;

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !ended) {
                read();
            }
            return !page.isEmpty();
        }

        @Override
        public ArtifactFile next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.remove();
        }

        private void read() {
            try (InputStream bytes = Files.newInputStream(file)) {
                bytes.skipNBytes(offset);
                BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, UTF_8));
                String line = "";
                while (page.size() < PAGE && (line = reader.readLine()) != null) {
                    page.add(parse(line));
                    offset += line.getBytes(UTF_8).length + 1;
                }
                ended = line == null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static ArtifactFile parse(String line) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        StringBuilder path = new StringBuilder();
        for (int i = second + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
                char escaped = line.charAt(i);
                path.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                path.append(c);
            }
        }
        return new ArtifactFile(
                path.toString(), Long.parseLong(line.substring(first + 1, second)), line.substring(0, first));
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(file);
    }
}
