package dev.wengert.expression;

import dev.wengert.list.Assignment;
import dev.wengert.list.Copies;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Register;
import dev.wengert.list.Role;
import dev.wengert.list.WengertList;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The list of expressions under the names of the fields. */
final class Naming {
    private final Expressions expressions;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<Register, String> names = new HashMap<>();
    private final WengertList list;

    Naming(Expressions expressions, ListBuilder draft) {
        this.expressions = expressions;
        find(expressions.getClass());
        WengertList written = draft.build();
        for (Map.Entry<String, Field> field : fields.entrySet()) {
            Register register = read(field.getValue());
            if (register.builder() != draft) {
                throw new ListException(describe(field.getValue()) + " holds a register of another list: " + register);
            }
            names.putIfAbsent(register, field.getKey());
        }
        nameOthers(written);
        ListBuilder builder = WengertList.builder(written.name(), written.catalogue());
        Copies copies = copy(written, builder);
        names.keySet().stream()
                .filter(register -> register.role() == Role.RESULT && fields.containsKey(names.get(register)))
                .sorted((x, y) -> Integer.compare(x.index(), y.index()))
                .forEach(register -> builder.output(copies.of(register)));
        this.list = builder.build();
    }

    WengertList list() {
        return list;
    }

    /** The fields that hold registers, those of superclasses first. */
    private void find(Class<?> type) {
        if (type == Expressions.class) {
            return;
        }
        find(type.getSuperclass());
        for (Field field : type.getDeclaredFields()) {
            if (field.getType() == Register.class && !Modifier.isStatic(field.getModifiers())) {
                Field other = fields.put(field.getName(), field);
                if (other != null) {
                    throw new ListException(describe(other) + " and " + describe(field)
                            + " have one name; registers of a list need names of their own");
                }
            }
        }
    }

    private Register read(Field field) {
        @Nullable Object value;
        try {
            field.setAccessible(true);
            value = field.get(expressions);
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            Class<?> type = field.getDeclaringClass();
            throw new ListException(
                    describe(field) + " cannot be read; let " + type.getModule() + " say: opens "
                            + type.getPackageName() + " to dev.wengert;",
                    e);
        }
        if (value == null) {
            throw new ListException(describe(field) + " is never assigned");
        }
        return (Register) value;
    }

    private static String describe(Field field) {
        return "field " + field.getName() + " of " + field.getDeclaringClass().getName();
    }

    /** What stands in no field: inputs are x1, x2, …, results z1, z2, …, without the names that fields have. */
    private void nameOthers(WengertList written) {
        int inputs = 0;
        int results = 0;
        for (Register register : written.declarations()) {
            if (!names.containsKey(register)) {
                do {
                    inputs++;
                } while (fields.containsKey("x" + inputs));
                names.put(register, "x" + inputs);
            }
        }
        for (Register register : written.registers()) {
            if (!names.containsKey(register)) {
                do {
                    results++;
                } while (fields.containsKey("z" + results));
                names.put(register, "z" + results);
            }
        }
    }

    private String name(Register register) {
        return names.getOrDefault(register, register.name());
    }

    /** Writes a list under the names. */
    private Copies copy(WengertList from, ListBuilder to) {
        Copies copies = new Copies();
        for (Register declared : from.declarations()) {
            copies.put(
                    declared,
                    declared.role() == Role.INPUT
                            ? to.input(name(declared), declared.type())
                            : to.parameter(name(declared), declared.type()));
        }
        for (Assignment assignment : from.assignments()) {
            to.rewrite(assignment, copies);
            assignment.results().forEach(result -> copies.of(result).named(name(result)));
        }
        return copies;
    }

    /** The list with these outputs and what they need, declarations too. */
    WengertList pruned(ListBuilder builder, List<String> outputs) {
        builder.inline(list, new Copies());
        outputs.forEach(output -> builder.output(builder.register(output)));
        return builder.build().withoutDeadCode();
    }
}
