package org.filestoremigration.domain.merge;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Records that differ from another one in a component. */
final class Edited {

    private Edited() {}

    /** The record with another value in one component. */
    @SuppressWarnings("unchecked") // the record's own class is what its constructor makes
    static <T extends Record> T with(T entity, String component, @Nullable Object value) {
        try {
            RecordComponent[] components = entity.getClass().getRecordComponents();
            Object[] values = new Object[components.length];
            boolean found = false;
            for (int i = 0; i < components.length; i++) {
                boolean edited = components[i].getName().equals(component);
                found |= edited;
                values[i] = edited ? value : components[i].getAccessor().invoke(entity);
            }
            if (!found) {
                throw new IllegalArgumentException(entity.getClass() + " has no " + component);
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (T) entity.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
