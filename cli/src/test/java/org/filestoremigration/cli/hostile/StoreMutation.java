package org.filestoremigration.cli.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One random change of a store, which can be taken back: bytes of a file flipped, cut, repeated, put in or taken out, its
 * lines exchanged, or the file itself removed, moved or copied.
 */
final class StoreMutation {

    /** What MLflow's files are made of, so that more changes get past the first check. */
    private static final List<String> MORSELS = List.of(
            "\n",
            "\r",
            " ",
            ":",
            "'",
            "\"",
            "- ",
            "null",
            "~",
            "nan",
            "-inf",
            "1e400",
            "-0.0",
            "9223372036854775808",
            "\u2028",
            "\uFEFF",
            "\0",
            "\u001B[2J",
            "\uD83D\uDE00",
            "[",
            "{",
            "&a ",
            "*a",
            "!!str ",
            "<<: ",
            "0x1f",
            "1_000",
            "true",
            "2024-01-01",
            "#",
            "|",
            ">",
            "%",
            "@",
            "`",
            "\t",
            "...",
            "---",
            "\\");

    private final Path file;
    private final byte[] before;
    private final String what;
    private final Path other;

    private StoreMutation(Path file, byte[] before, String what, Path other) {
        this.file = file;
        this.before = before;
        this.what = what;
        this.other = other;
    }

    /** Changes a file below a store's root. */
    static StoreMutation apply(Path root, Path file, Random random) throws IOException {
        byte[] before = Files.readAllBytes(file);
        Path other = file.resolveSibling(file.getFileName() + "~2");
        String what;
        switch (random.nextInt(9)) {
            case 0 -> {
                what = "removed";
                Files.delete(file);
            }
            case 1 -> {
                what = "moved";
                Files.move(file, other);
            }
            case 2 -> {
                what = "copied";
                Files.copy(file, other);
            }
            default -> what = change(file, before, random);
        }
        return new StoreMutation(file, before, what + " " + root.relativize(file), other);
    }

    private static String change(Path file, byte[] before, Random random) throws IOException {
        int at = before.length == 0 ? 0 : random.nextInt(before.length);
        int to = Math.min(before.length, at + 1 + random.nextInt(12));
        byte[] start = Arrays.copyOf(before, at);
        byte[] middle = Arrays.copyOfRange(before, at, to);
        byte[] end = Arrays.copyOfRange(before, to, before.length);
        String what = List.of("flipped", "cut", "repeated", "inserted", "deleted", "swapped")
                .get(random.nextInt(6));
        byte[] after = switch (what) {
            case "flipped" -> joined(start, flipped(middle, random), end);
            case "cut" -> start;
            case "repeated" -> joined(start, middle, middle, end);
            case "inserted" ->
                joined(start, MORSELS.get(random.nextInt(MORSELS.size())).getBytes(UTF_8), middle, end);
            case "deleted" -> joined(start, end);
            default -> swapped(before, random);
        };
        Files.write(file, after);
        return what + " at " + at;
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[0] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    /** Two lines exchanged. */
    private static byte[] swapped(byte[] bytes, Random random) {
        String[] lines = new String(bytes, UTF_8).split("(?<=\n)", -1);
        int one = random.nextInt(lines.length);
        int two = random.nextInt(lines.length);
        String line = lines[one];
        lines[one] = lines[two];
        lines[two] = line;
        return String.join("", lines).getBytes(UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        int length = Stream.of(parts).mapToInt(part -> part.length).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    Path file() {
        return file;
    }

    void takeBack() throws IOException {
        Files.deleteIfExists(other);
        Files.write(file, before);
    }

    @Override
    public String toString() {
        return what;
    }
}
