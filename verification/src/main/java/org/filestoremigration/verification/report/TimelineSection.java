package org.filestoremigration.verification.report;

import static java.util.Comparator.comparingLong;

import java.util.List;
import java.util.Locale;

/** When the runs of each experiment started, the experiments one below the other on one scale of time. */
final class TimelineSection {

    private static final int SHOWN = 60;

    private TimelineSection() {}

    static void write(Html html, List<ExperimentTimeline> timelines) {
        List<ExperimentTimeline> busy = timelines.stream()
                .filter(timeline -> timeline.total() > 0)
                .sorted(comparingLong(ExperimentTimeline::total).reversed())
                .toList();
        if (busy.isEmpty()) {
            return;
        }
        List<ExperimentTimeline> shown = busy.subList(0, Math.min(SHOWN, busy.size()));
        html.open("section").raw("\n").element("h2", "Runs over time").raw("\n");
        TimeScale.of(shown)
                .ifPresentOrElse(
                        scale -> chart(html, shown, scale),
                        () -> html.element("p", "No run says when it started.", "class", "hint"));
        long undated = busy.stream().mapToLong(ExperimentTimeline::undated).sum();
        if (undated > 0) {
            html.element("p", Html.number(undated, "run") + " without a start time.", "class", "hint");
        }
        if (shown.size() < busy.size()) {
            int more = busy.size() - shown.size();
            html.element("p", "and " + Html.number(more, "experiment") + " with fewer runs", "class", "hint");
        }
        html.closeLine();
    }

    private static void chart(Html html, List<ExperimentTimeline> timelines, TimeScale scale) {
        String width = String.format(Locale.ROOT, "width:%.1f%%", scale.width());
        html.open("div", "class", "timeline").raw("\n");
        for (ExperimentTimeline timeline : timelines) {
            html.open("p", "class", "name").visible(timeline.name()).closeLine();
            bars(html, scale.buckets(timeline), width);
            html.element("p", Html.number(timeline.total()), "class", "number").raw("\n");
        }
        html.open("p", "class", "name axis").closeLine();
        html.open("p", "class", "axis", "style", width)
                .element("span", scale.first().toString());
        if (scale.last().isAfter(scale.first())) {
            html.element("span", scale.last().toString());
        }
        html.closeLine();
        html.element("p", "runs", "class", "number axis").closeLine();
        html.element("p", scale.meaning(), "class", "hint");
    }

    /** One bar each, the tallest as high as the row. */
    private static void bars(Html html, long[] buckets, String width) {
        long greatest = 1;
        for (long bucket : buckets) {
            greatest = Math.max(greatest, bucket);
        }
        String box = "0 0 %d 24".formatted(buckets.length * 10);
        html.open("svg", "viewBox", box, "preserveAspectRatio", "none", "style", width)
                .raw("\n");
        for (int i = 0; i < buckets.length; i++) {
            if (buckets[i] > 0) {
                long height = Math.max(2, Math.round(24.0 * buckets[i] / greatest));
                html.raw("<rect x=\"%d\" y=\"%d\" width=\"9\" height=\"%d\"/>".formatted(i * 10, 24 - height, height));
            }
        }
        html.closeLine();
    }
}
