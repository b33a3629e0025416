package org.filestoremigration.filestore.disk;

import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.migration.Accounting;

/** What all folders of a store came to, merged in the order of delivery. */
public final class Ledger {

    private final Findings findings = new Findings();
    private Accounting accounting = Accounting.NONE;
    private long fingerprint;
    private long looks;

    /** Takes a folder's report, once. */
    public void add(FolderReport report) {
        accounting = accounting.plus(report.mergeInto(findings));
        fingerprint += report.fingerprint();
        looks += report.looks();
    }

    public Findings findings() {
        return findings;
    }

    public Accounting accounting() {
        return accounting;
    }

    public long fingerprint() {
        return fingerprint;
    }

    /** The sum over what a look showed of each file when it was found; {@link SecondLook} makes another. */
    public long looks() {
        return looks;
    }
}
