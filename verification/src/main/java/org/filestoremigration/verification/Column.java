package org.filestoremigration.verification;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One component of a record as the SQL column that it becomes. */
record Column(String component, String name, MethodHandle accessor) {

    static Column of(RecordComponent component, @Nullable String name) {
        try {
            MethodHandle accessor = MethodHandles.publicLookup().unreflect(component.getAccessor());
            return new Column(component.getName(), name == null ? snakeCase(component.getName()) : name, accessor);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("not a public record: " + component.getDeclaringRecord(), e);
        }
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Nullable
    Object value(Record row) {
        try {
            return accessor.invoke(row);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("an accessor of a record threw", e);
        }
    }

    /** The value as text, null for NULL. */
    @Nullable
    String text(Record row) {
        Object value = value(row);
        return value == null ? null : value.toString();
    }
}
