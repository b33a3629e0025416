package org.filestoremigration.filestore.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;

/**
 * What repairs did to the metric files of one owner: a finding for each file, and for each kind of repair a tag with the
 * originals, {@code <metric>:<line> <original>}.
 */
public final class MetricRepairs {

    /** Times in seconds became milliseconds. */
    public static final String TIME = "metric_time";

    /** A {@code bool} became a number. */
    public static final String VALUE = "metric_value";

    /** A cut-off line was left out. */
    public static final String LINE = "metric_line";

    /** A point moved forward in time. */
    public static final String TIMESTAMP = "metric_timestamp";

    /** Originals that a tag names; a file has any number. */
    private static final int NAMED = 100;

    private final Map<String, List<String>> originals = new LinkedHashMap<>();

    /** The repairs of one file, in one reading of it. */
    static final class OfFile {

        private record Kind(List<String> named, String firstOriginal, String firstNow, long count) {}

        private final String key;
        private final Map<String, Kind> kinds = new LinkedHashMap<>();

        OfFile(String key) {
            this.key = key;
        }

        void add(String what, long line, String original, String now) {
            Kind kind = kinds.getOrDefault(what, new Kind(new ArrayList<>(), original, now, 0));
            if (kind.count < NAMED) {
                kind.named.add(key + ":" + line + " " + original);
            }
            kinds.put(what, new Kind(kind.named, kind.firstOriginal, kind.firstNow, kind.count + 1));
        }
    }

    /** Adds what was done to a file, and reports it. */
    void add(OfFile file, FolderReport report, SourceEntry entry) {
        file.kinds.forEach((what, kind) -> {
            originals.computeIfAbsent(what, any -> new ArrayList<>()).addAll(kind.named);
            report.repaired(entry, what, kind.firstOriginal, kind.firstNow, kind.count);
        });
    }

    /** The tags that record what was done. */
    public List<Tag> tags(String prefix) {
        return originals.entrySet().stream()
                .map(entry -> new Tag(prefix + entry.getKey(), named(entry.getValue())))
                .toList();
    }

    private static String named(List<String> all) {
        return String.join("\n", all.subList(0, Math.min(all.size(), NAMED)));
    }
}
