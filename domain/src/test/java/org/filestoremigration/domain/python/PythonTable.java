package org.filestoremigration.domain.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A table that a {@code write-tables.py} wrote: rows of fields; for the adapters' tests too. */
public final class PythonTable {

    private PythonTable() {}

    /** The rows of the table that is beside a test. */
    public static List<List<String>> rows(Class<?> test, String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(test.getResourceAsStream(name)), StandardCharsets.US_ASCII))) {
            return reader.lines().map(PythonTable::fields).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> fields(String line) {
        return Arrays.stream(line.split("\t", -1))
                .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                .toList();
    }

    /** A double as the tables show it. */
    public static String bits(double value) {
        return String.format("%016x", Double.doubleToLongBits(value));
    }
}
