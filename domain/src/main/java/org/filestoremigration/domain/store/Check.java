package org.filestoremigration.domain.store;

import java.util.List;

/**
 * A check that a database ran on itself, such as {@code quick_check}.
 *
 * @param complaints for a person, empty if all is well
 */
public record Check(String name, List<String> complaints) {

    public Check {
        complaints = List.copyOf(complaints);
    }
}
