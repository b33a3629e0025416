package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.filestoremigration.domain.tracking.Tag;

/** The tag that says which number something had before. */
final class FormerNumber {

    private FormerNumber() {}

    /** A tag of that name that is there already stays, under the next free one. */
    static List<Tag> in(Tag tag, List<Tag> tags) {
        List<Tag> all = new ArrayList<>();
        for (Tag other : tags) {
            all.add(other.key().equals(tag.key()) ? new Tag(free(tag.key(), tags), other.value()) : other);
        }
        all.add(tag);
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private static String free(String key, List<Tag> tags) {
        int number = 1;
        while (holds(tags, key + "." + number)) {
            number++;
        }
        return key + "." + number;
    }

    private static boolean holds(List<Tag> tags, String key) {
        return tags.stream().anyMatch(tag -> tag.key().equals(key));
    }
}
