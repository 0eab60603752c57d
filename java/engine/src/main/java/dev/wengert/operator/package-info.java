/**
 * The operators, a package for each family, and what is needed to write one.
 *
 * <p>{@link dev.wengert.operator.Operators} has them as static functions. An operator is a row of a table ({@code
 * elementwise}) or one record that states everything {@link dev.wengert.list.Operator} asks for; its family's sealed
 * interface is the only list it stands in, and the compiler asks for that.
 *
 * <p>In rules, {@code x}, {@code y} are values, {@code dx}, {@code dy} cotangents and {@code tx}, {@code ty} tangents.
 */
@NullMarked
package dev.wengert.operator;

import org.jspecify.annotations.NullMarked;
