package org.filestoremigration.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;

/**
 * A target that passes on every call, to its writer too, and says so before and after: {@code before commit},
 * {@code after write Run Iterator}. What a test does then happens at that point of the work, however fast the machine is.
 */
final class WatchedTarget {

    private WatchedTarget() {}

    static StoreTarget of(StoreTarget target, Consumer<String> watcher) {
        return watched(StoreTarget.class, target, watcher);
    }

    private static <T> T watched(Class<T> port, T real, Consumer<String> watcher) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    watcher.accept("before " + name(method));
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    watcher.accept("after " + name(method));
                    return result instanceof StoreWriter writer ? watched(StoreWriter.class, writer, watcher) : result;
                }));
    }

    private static String name(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> " " + type.getSimpleName())
                .collect(Collectors.joining("", method.getName(), ""));
    }
}
