package org.filestoremigration.cli.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Expected outcomes: blocks that begin with {@code == case: POLICY, POLICY} and go on as {@link HostileOutcome} writes. */
final class OutcomeTable {

    private OutcomeTable() {}

    /** The outcome of each case under each policy that the table has. */
    static Map<String, Map<HostilePolicy, String>> read(String resource) {
        Map<String, Map<HostilePolicy, String>> outcomes = new TreeMap<>();
        for (String block : text(resource).split("(?m)^== ", -1)) {
            int end = block.indexOf('\n');
            int colon = block.indexOf(':');
            if (end > 0 && colon > 0) {
                Map<HostilePolicy, String> byPolicy =
                        outcomes.computeIfAbsent(block.substring(0, colon), name -> new EnumMap<>(HostilePolicy.class));
                for (String policy : block.substring(colon + 1, end).split(",", -1)) {
                    byPolicy.put(HostilePolicy.valueOf(policy.strip()), block.substring(end + 1));
                }
            }
        }
        return outcomes;
    }

    private static String text(String resource) {
        try (InputStream table = Objects.requireNonNull(OutcomeTable.class.getResourceAsStream(resource))) {
            return new String(table.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
