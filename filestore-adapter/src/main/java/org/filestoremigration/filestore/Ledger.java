package org.filestoremigration.filestore;

import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.Findings;

/** What all folders of a store came to, merged in the order of delivery. */
final class Ledger {

    private final Findings findings = new Findings();
    private Accounting accounting = Accounting.NONE;
    private long fingerprint;

    /** Takes a folder's report, once. */
    void add(FolderReport report) {
        accounting = accounting.plus(report.mergeInto(findings));
        fingerprint += report.fingerprint();
    }

    Findings findings() {
        return findings;
    }

    Accounting accounting() {
        return accounting;
    }

    long fingerprint() {
        return fingerprint;
    }
}
