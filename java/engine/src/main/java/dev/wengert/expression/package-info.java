/**
 * Expressions as classes: fields are registers and give them their names.
 *
 * <pre>{@code
 * class Triangle extends Expressions {
 *     Register h = input();
 *     Register w = input();
 *     Register area = half(h.mul(w));
 *
 *     Register half(Register x) {
 *         return x.apply(formula("half", y -> y.mul(0.5)));
 *     }
 * }
 * }</pre>
 *
 * Then {@code new Triangle().operationSequence("area")} is {@code z1 = mul(h, w)} and {@code area = half(z1)}, and {@code
 * gradient("area", Map.of("h", 3.0, "w", 4.0))} is its derivative by h and by w.
 */
@NullMarked
package dev.wengert.expression;

import org.jspecify.annotations.NullMarked;
