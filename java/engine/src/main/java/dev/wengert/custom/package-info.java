/**
 * Operators of your own: with rules written with operators, computed by Java or by a library in C; and hooks on gradients.
 *
 * <p>A {@link dev.wengert.custom.CustomOperator} has a name and a way to compute, and rules if you give it some. It goes where
 * any operator goes: it prints, is read back with {@code Catalogue.standard().with(operator)}, is differentiated in every mode
 * and to any order that its rules allow, batched, compiled and computed in eager mode.
 *
 * <pre>{@code
 * CustomOperator log1pExp = CustomOperator.written("log1p_exp", x -> List.of(x.get(0).exp().log1p()))
 *         .withVjp((y, z, dz) -> List.of(y.get(0).sigmoid().mul(dz.get(0))));
 * Register z = x.apply(log1pExp);
 * }</pre>
 */
@NullMarked
package dev.wengert.custom;

import org.jspecify.annotations.NullMarked;
