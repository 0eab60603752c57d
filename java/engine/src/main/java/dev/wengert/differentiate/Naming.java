package dev.wengert.differentiate;

import dev.wengert.list.Register;

/** Names for what a transformation writes. */
final class Naming {
    private Naming() {}

    /**
     * Names a register that nobody has named yet. One that has another name, because the same expression serves twice or it
     * is an input, gets a view under the new name, so that both names can be asked for.
     */
    static Register derived(Register register, String name) {
        if (register.builder().isGenerated(register.name())) {
            return register.named(name);
        }
        if (register.name().equals(name)) {
            return register;
        }
        return register.alias().named(name);
    }
}
