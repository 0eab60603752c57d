package dev.wengert.list;

import java.util.Map;

/**
 * An operator that is an object rather than a class, such as one of a user's: a {@linkplain Catalogue#with(Prototype) catalogue}
 * that has it asks it for the operators of its name.
 */
public interface Prototype extends Operator {
    /**
     * The operator of this name with these attributes; this one where there are none.
     *
     * @throws IllegalArgumentException if it has not these attributes
     */
    Operator with(Map<String, Object> attributes);
}
