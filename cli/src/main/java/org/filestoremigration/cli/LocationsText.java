package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.domain.migration.LocationState;
import org.filestoremigration.domain.migration.LocationSurvey;
import org.filestoremigration.verification.VisibleText;

/** Says where artifacts are, and what to do about those that MLflow would not find. */
final class LocationsText {

    /** Prefixes of one kind that a terminal shows. */
    private static final int SHOWN = 5;

    private final PrintWriter out;
    private final LocationSurvey survey;

    LocationsText(PrintWriter out, LocationSurvey survey) {
        this.out = out;
        this.survey = survey;
    }

    /** One line that adds up, and one for each place where nothing is. */
    void print() {
        long all = survey.counts().values().stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return;
        }
        List<String> parts = new ArrayList<>();
        for (LocationState state : LocationState.values()) {
            if (survey.count(state) > 0) {
                parts.add(String.format(Locale.ROOT, "%,d %s", survey.count(state), words(state)));
            }
        }
        out.printf(Locale.ROOT, "Artifact locations: %,d = %s%n", all, String.join(" + ", parts));
        begin(LocationState.ABSENT, ", and do not exist");
        begin(LocationState.RELATIVE, ", and depend on the directory in which MLflow is started");
        begin(LocationState.IN_TRASH, ", whose files MLflow has moved to .trash");
    }

    /** What to do about locations where MLflow would find nothing. */
    void remedy() {
        long lost = survey.count(LocationState.ABSENT)
                + survey.count(LocationState.RELATIVE)
                + survey.count(LocationState.IN_TRASH);
        if (lost == 0) {
            return;
        }
        long repairable = survey.repairable();
        String locations = Counted.of(lost, "artifact location");
        out.print("MLflow will not find the files of " + locations + ", as listed above");
        if (repairable == 0) {
            out.println(": none of their files is in the source.");
        } else {
            String files = repairable == lost ? "them all" : String.format(Locale.ROOT, "%,d of them", repairable);
            out.println("; --rebase-artifacts points " + files + " to the source.");
        }
    }

    private static String words(LocationState state) {
        return switch (state) {
            case COPIED -> "copied";
            case IN_SOURCE -> "in the source";
            case IN_TRASH -> "of deleted experiments";
            case ELSEWHERE -> "elsewhere on this machine";
            case ABSENT -> "not on this machine";
            case RELATIVE -> "relative";
            case REMOTE -> "on a server";
        };
    }

    private void begin(LocationState state, String remark) {
        List<LocationSurvey.Prefix> prefixes = survey.prefixes(state);
        for (LocationSurvey.Prefix prefix : prefixes.subList(0, Math.min(SHOWN, prefixes.size()))) {
            out.printf(
                    Locale.ROOT,
                    "  %,d begin with %s%s%n",
                    prefix.count(),
                    VisibleText.sentence(prefix.text()),
                    remark);
            if (prefix.found() > 0 && !prefix.now().isEmpty()) {
                String files = prefix.found() == prefix.count()
                        ? "The source has them:"
                        : String.format(Locale.ROOT, "The source has %,d of them:", prefix.found());
                // Files in the trash begin with the same prefix there.
                out.println("    " + files
                        + (prefix.now().equals(prefix.text())
                                ? " --rebase-artifacts"
                                : " --rewrite-artifact-uri "
                                        + ClosingWords.quoted(prefix.text() + "=" + prefix.now())));
            }
        }
        if (prefixes.size() > SHOWN) {
            out.printf(Locale.ROOT, "  and %,d more places, see --report%n", prefixes.size() - SHOWN);
        }
    }
}
