package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountingTest {

    @Test
    void addsFilesToTheirOutcome() {
        Accounting accounting = Accounting.NONE
                .plus(FileOutcome.MIGRATED, 1)
                .plus(FileOutcome.NORMALIZED, 20)
                .plus(FileOutcome.LEFT_ALONE, 300)
                .plus(FileOutcome.BLOCKED, 4_000)
                .plus(FileOutcome.MIGRATED, 2);

        assertThat(accounting).isEqualTo(new Accounting(3, 20, 300, 4_000));
        assertThat(accounting.files()).isEqualTo(4_323);
    }

    @Test
    void addsTwoAccounts() {
        assertThat(new Accounting(1, 2, 3, 4).plus(new Accounting(10, 20, 30, 40)))
                .isEqualTo(new Accounting(11, 22, 33, 44));
        assertThat(Accounting.NONE.files()).isZero();
    }

    @Test
    void ordersOutcomesFromBestToWorst() {
        assertThat(FileOutcome.values())
                .containsExactly(
                        FileOutcome.MIGRATED, FileOutcome.NORMALIZED, FileOutcome.LEFT_ALONE, FileOutcome.BLOCKED);
    }
}
