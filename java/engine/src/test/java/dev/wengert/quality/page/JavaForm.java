package dev.wengert.quality.page;

import dev.wengert.list.Register;
import dev.wengert.list.Vocabulary;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an operator is written in Java: as a method of a register, or a static one of a class of operators. */
final class JavaForm {
    private static final List<String> PACKAGES = List.of("dev.wengert.operator", "dev.wengert.control");

    private final List<Class<?>> statics = new ArrayList<>();

    JavaForm(Path sources) throws IOException {
        for (String each : PACKAGES) {
            addStatics(sources, each);
        }
    }

    private void addStatics(Path sources, String of) throws IOException {
        try (Stream<Path> files = Files.list(sources.resolve(of.replace('.', '/')))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java") && !name.startsWith("package")) {
                    Class<?> type = Class.forName(of + "." + name.substring(0, name.length() - 5));
                    boolean isOpen = Modifier.isPublic(type.getModifiers()) && !type.isInterface();
                    if (isOpen && Vocabulary.class.isAssignableFrom(type)) {
                        statics.add(type);
                    }
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Such as {@code x.logSoftmax(axis)} of an operand x; empty where there is no method for it. */
    Optional<String> of(String operator, List<String> operands) {
        String name = camelCase(operator);
        return longest(Register.class, name, false)
                .filter(method -> !operands.isEmpty())
                .map(method -> operands.get(0) + "." + call(method))
                .or(() -> statics.stream()
                        .flatMap(type -> longest(type, name, true).stream())
                        .map(method -> method.getDeclaringClass().getSimpleName() + "." + call(method))
                        .findFirst());
    }

    private static Optional<Method> longest(Class<?> type, String name, boolean isStatic) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && Modifier.isStatic(method.getModifiers()) == isStatic)
                .filter(method -> method.getReturnType() != void.class)
                .max(Comparator.comparingInt(Method::getParameterCount).thenComparing(Method::toString));
    }

    private static String call(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameters())
                        .map(Parameter::getName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String camelCase(String operator) {
        StringBuilder name = new StringBuilder();
        for (String word : operator.split("_", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
