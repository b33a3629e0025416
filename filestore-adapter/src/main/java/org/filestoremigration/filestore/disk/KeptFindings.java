package org.filestoremigration.filestore.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;

/** The findings about one folder. Beyond what {@link Findings} keeps of blocked items only their number matters. */
final class KeptFindings {

    private final List<Finding> findings = new ArrayList<>();
    private long beyondKept;

    void add(Finding finding) {
        if (findings.size() < Findings.KEPT_BLOCKED) {
            findings.add(finding);
        } else if (finding instanceof Finding.Blocked) {
            findings.set(findings.size() - 1, finding);
            beyondKept++;
        }
    }

    void addAll(KeptFindings others) {
        others.findings.forEach(this::add);
        beyondKept += others.beyondKept;
    }

    void addBlocked(KeptFindings others, Predicate<Finding.Blocked> wanted) {
        addBlocked(others.blocked().filter(wanted), others.beyondKept);
    }

    void addBlocked(Stream<Finding.Blocked> items, long itemsBeyondKept) {
        items.forEach(this::add);
        beyondKept += itemsBeyondKept;
    }

    boolean anyBlocked(Predicate<Finding.Blocked> condition) {
        return blocked().anyMatch(condition);
    }

    private Stream<Finding.Blocked> blocked() {
        return findings.stream().filter(Finding.Blocked.class::isInstance).map(Finding.Blocked.class::cast);
    }

    void keepOnlyBlocked() {
        findings.removeIf(finding -> !(finding instanceof Finding.Blocked));
    }

    void clear() {
        findings.clear();
        beyondKept = 0;
    }

    void handOver(Findings all) {
        findings.forEach(all);
        for (long i = 0; i < beyondKept; i++) {
            all.accept(findings.get(findings.size() - 1));
        }
    }
}
