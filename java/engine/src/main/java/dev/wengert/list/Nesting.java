package dev.wengert.list;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where a builder stands among those around it and within it, and which of their registers it was written with. */
final class Nesting implements Vocabulary {
    private final ListBuilder self;
    private final Optional<ListBuilder> enclosing;
    private final int depth;
    private final boolean keepsAll;
    private final Map<Register, Register> captured = new LinkedHashMap<>();
    private final Map<Register, Register> origins = new HashMap<>();
    private Optional<ListBuilder> inner = Optional.empty();

    /**
     * The nesting of a builder.
     *
     * @param keepsAll whether what is written while it is open is written there, whatever it is written with
     */
    Nesting(ListBuilder self, Optional<ListBuilder> enclosing, boolean keepsAll) {
        this.self = self;
        this.enclosing = enclosing;
        this.keepsAll = keepsAll;
        this.depth = enclosing.map(outer -> outer.nesting().depth + 1).orElse(0);
    }

    Optional<ListBuilder> enclosing() {
        return enclosing;
    }

    Optional<ListBuilder> inner() {
        return inner;
    }

    ListBuilder enter(ListBuilder nested) {
        inner = Optional.of(nested);
        return nested;
    }

    void leave() {
        enclosing.ifPresent(outer -> outer.nesting().inner = Optional.empty());
    }

    Map<Register, Register> captured() {
        return captured;
    }

    Register origin(Register register) {
        Register outer = origins.get(register);
        return outer != null
                ? enclosing.orElseThrow().origin(outer)
                : register.builder() == self || enclosing.isEmpty()
                        ? register
                        : enclosing.get().origin(register);
    }

    /**
     * The register itself, or the input that stands here for one of an enclosing builder.
     *
     * @param declare declares such an input
     */
    Register own(Register register, UnaryOperator<Register> declare) {
        if (register.builder() == self) {
            return register;
        }
        Register outer = enclosing.orElseThrow(() -> foreign(register)).own(register);
        return captured.computeIfAbsent(outer, key -> {
            Register input = declare.apply(key);
            origins.put(input, key);
            return input;
        });
    }

    /** The builder that an expression of registers of this builder, and of these, is written in. */
    ListBuilder writer(List<Register> registers) {
        ListBuilder writer = writer();
        return registers.stream().anyMatch(register -> register.builder().nesting().depth > writer.nesting().depth)
                ? ListBuilder.innermost(registers)
                : writer;
    }

    /** This builder, or the innermost within it that is open and keeps all. */
    ListBuilder writer() {
        ListBuilder writer = self;
        Optional<ListBuilder> within = inner;
        while (within.isPresent()) {
            if (within.get().nesting().keepsAll) {
                writer = within.get();
            }
            within = within.get().nesting().inner;
        }
        return writer;
    }

    /** The innermost builder of the registers, of which there is at least one. */
    static ListBuilder deepest(List<Register> registers) {
        ListBuilder deepest = registers.get(0).builder();
        for (Register register : registers) {
            if (register.builder().nesting().depth > deepest.nesting().depth) {
                deepest = register.builder();
            }
        }
        return deepest;
    }

    /** That the register is of this builder or of one around it. */
    void requireWithin(Register register) {
        ListBuilder builder = self;
        while (register.builder() != builder) {
            builder = builder.enclosing().orElseThrow(() -> foreign(register));
        }
    }

    void requireOwn(Register register) {
        if (register.builder() != self) {
            throw foreign(register);
        }
    }

    private ListException foreign(Register register) {
        ListBuilder other = register.builder();
        return new ListException("register " + register + " belongs to another list than " + self.name()
                + (other.enclosing().isPresent()
                        ? ": to list " + other.name()
                                + ", which is for one sample or step; it leaves that as a result of its function"
                        : "; bring its list in with inline(list, …)"));
    }
}
