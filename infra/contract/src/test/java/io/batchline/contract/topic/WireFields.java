package io.batchline.contract.topic;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The fields of all records that can be within a value, which of them had something in a value
/// that was seen, and the words of all enums on the way.
final class WireFields {
    private final Set<Class<?>> known = new HashSet<>();
    private final Set<String> expected = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Set<String>> words = new TreeMap<>();

    /// All that values of this type may hold.
    void expect(Type type) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(this::expect);
        } else if (type instanceof Class<?> one && isOurs(one) && known.add(one)) {
            if (one.isEnum()) {
                words.put(one.getSimpleName(), wordsOf(one));
            } else if (one.isSealed()) {
                Arrays.stream(one.getPermittedSubclasses()).forEach(this::expect);
            } else if (one.isRecord() && !isWrittenAsText(one)) {
                for (RecordComponent component : one.getRecordComponents()) {
                    expected.add(name(one, component));
                    expect(component.getGenericType());
                }
            }
        }
    }

    /// Notes what is not empty in it.
    void see(@Nullable Object value) throws ReflectiveOperationException {
        switch (value) {
            case Collection<?> several -> {
                for (Object each : several) {
                    see(each);
                }
            }
            case Record one when isOurs(one.getClass()) -> {
                for (RecordComponent component : one.getClass().getRecordComponents()) {
                    Method accessor = component.getAccessor();
                    accessor.setAccessible(true);
                    Object field = accessor.invoke(one);
                    if (!isNothing(field)) {
                        seen.add(name(one.getClass(), component));
                    }
                    see(field);
                }
            }
            case null, default -> {}
        }
    }

    Set<String> unseen() {
        return expected.stream()
                .filter(field -> !seen.contains(field))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// By the enum's name.
    Map<String, Set<String>> words() {
        return words;
    }

    private static boolean isNothing(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Collection<?> several -> several.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case OptionalInt number -> number.isEmpty();
            default -> false;
        };
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackageName().startsWith("io.batchline.contract");
    }

    /// Such as ids.
    private static boolean isWrittenAsText(Class<?> type) {
        return written(type).filter(method -> method.getReturnType() == String.class).isPresent();
    }

    private static Set<String> wordsOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        written(type)
                                .map(method -> text(method, constant))
                                .orElseGet(() -> ((Enum<?>) constant).name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Method method, Object constant) {
        try {
            return String.valueOf(method.invoke(constant));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Method> written(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst();
    }

    private static String name(Class<?> type, RecordComponent component) {
        Class<?> enclosing = type.getEnclosingClass();
        return (enclosing == null ? "" : enclosing.getSimpleName() + ".")
                + type.getSimpleName()
                + "."
                + component.getName();
    }
}
