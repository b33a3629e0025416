package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.merge.GroupedMerge.Member;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.jspecify.annotations.Nullable;

/** Brings traces and their assessments into a target. */
final class TraceMerge {

    private final StoreReader source;
    private final StoreReader inOrder;
    private final IndexedStore before;
    private final MergeTarget target;

    TraceMerge(StoreReader source, TargetReaders before, MergeTarget target) {
        this.source = source;
        this.inOrder = before.inOrder();
        this.before = before.byId();
        this.target = target;
    }

    void onlyOurs(Trace trace) {
        Optional<Trace> elsewhere = before.trace(trace.traceId());
        if (elsewhere.isPresent()) {
            EntityKey there = TraceJoin.key(elsewhere.get());
            target.outcomes().accept(new MergeOutcome.Joined(there, TraceJoin.key(trace), trace.traceId()));
            Trace theirs = elsewhere.get();
            Trace joined = joined(theirs, trace);
            target.witness().joinedElsewhere(theirs, Moved.to(theirs.experimentId(), trace), joined);
            bringForward(theirs, before.spans(theirs), trace, joined);
            return;
        }
        target.write(trace, withoutTaken(trace, TraceJoin.key(trace), Set.of()));
        try (Stream<Span> spans = source.spans(trace)) {
            spans.forEachOrdered(span -> {
                target.updater().write(span);
                target.outcomes().added(EntityKind.SPAN, 1);
                target.witness().passed(null, span, span);
            });
        }
    }

    private void addSpans(Trace theirs, Stream<Span> there, Trace ours) {
        Stream<Span> here = source.spans(ours).map(span -> Moved.to(theirs.experimentId(), span));
        try (Stream<List<Member<Span>>> spans = GroupedMerge.of(List.of(there, here), Keys.SPAN)) {
            spans.forEachOrdered(group -> {
                Span had = GroupedMerge.theirs(group);
                Span has = GroupedMerge.ours(group);
                target.witness().passed(had, has, joined(TraceJoin.key(theirs), had, has));
            });
        }
    }

    private Span joined(EntityKey trace, @Nullable Span theirs, @Nullable Span ours) {
        if (theirs == null) {
            Span span = Objects.requireNonNull(ours);
            target.updater().write(span);
            target.outcomes().broughtForward(EntityKind.SPAN, 1);
            return span;
        }
        if (ours == null) {
            return theirs;
        }
        Span joined = SpanJoin.join(trace, theirs, ours, target.joining());
        if (!joined.equals(theirs)) {
            target.updater().change(theirs, joined);
        }
        return joined;
    }

    void onlyTheirs(Trace trace) {
        target.witness().passed(trace, null, trace);
        try (Stream<Span> spans = inOrder.spans(trace)) {
            spans.forEachOrdered(span -> target.witness().passed(span, null, span));
        }
        target.tellIrregularities();
    }

    void both(Trace theirs, Trace ours) {
        Trace joined = joined(theirs, ours);
        target.witness().passed(theirs, ours, joined);
        bringForward(theirs, inOrder.spans(theirs), ours, joined);
    }

    private Trace joined(Trace theirs, Trace ours) {
        Set<String> there =
                theirs.assessments().stream().map(Assessment::assessmentId).collect(Collectors.toSet());
        return TraceJoin.join(theirs, withoutTaken(ours, TraceJoin.key(theirs), there), target.joining());
    }

    private void bringForward(Trace theirs, Stream<Span> there, Trace ours, Trace joined) {
        if (!joined.equals(theirs)) {
            target.updater().change(theirs, joined);
        }
        addSpans(theirs, there, ours);
        target.passed();
    }

    /** An id belongs to one assessment in all of a database: one that another trace has there stays out. */
    private Trace withoutTaken(Trace trace, EntityKey key, Set<String> own) {
        List<Assessment> free = new ArrayList<>();
        Set<String> seen = new HashSet<>(own);
        for (Assessment assessment : trace.assessments()) {
            Optional<String> other = seen.add(assessment.assessmentId())
                    ? before.traceOfAssessment(assessment.assessmentId())
                    : Optional.empty();
            if (other.isEmpty()) {
                free.add(assessment);
            } else {
                EntityKey taken = key.child(EntityKind.ASSESSMENT, assessment.assessmentId());
                target.joining().of(taken).outside("in trace " + other.get(), "in trace " + trace.traceId());
            }
        }
        return free.size() == trace.assessments().size() ? trace : Moved.withAssessments(free, trace);
    }
}
