package org.filestoremigration.domain.store;

import java.util.ArrayList;
import java.util.List;

/** All that a reader delivers, in one list: equal lists mean equal stores. */
public final class StoreContent {

    private StoreContent() {}

    /** Each entity before what belongs to it, the records themselves. */
    public static List<Object> of(StoreReader reader) {
        List<Object> content = new ArrayList<>();
        StoreWalk.walk(reader, content::add);
        return content;
    }
}
