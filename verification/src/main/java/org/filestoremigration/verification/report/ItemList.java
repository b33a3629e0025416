package org.filestoremigration.verification.report;

import java.util.List;
import java.util.function.Consumer;

/** A long list, of which the page shows the first items and says how many more there are. */
final class ItemList {

    private ItemList() {}

    /**
     * @param count of all, also of those that were not kept
     * @param write writes one item
     */
    static <T> void write(Html html, String style, List<T> items, long count, Consumer<T> write) {
        List<T> shown = first(items, HtmlReport.SHOWN);
        write(html, style, shown, write);
        more(html, items.size() - shown.size());
        if (count > items.size()) {
            String more = "and " + Html.number(count - items.size()) + " more, which were counted and not kept";
            html.element("p", more, "class", "hint");
        }
    }

    static <T> List<T> first(List<T> items, int count) {
        return items.subList(0, Math.min(count, items.size()));
    }

    static <T> void write(Html html, String style, List<T> items, Consumer<T> write) {
        html.open("ul", "class", style).raw("\n");
        for (T item : items) {
            html.open("li");
            write.accept(item);
            html.closeLine();
        }
        html.closeLine();
    }

    static void more(Html html, long more) {
        if (more > 0) {
            html.element("p", "and " + Html.number(more) + " more; a JSON report lists more of them", "class", "hint");
        }
    }
}
