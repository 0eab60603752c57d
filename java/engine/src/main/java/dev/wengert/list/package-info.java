/**
 * The Wengert list: typed registers and assignments {@code z = g(y1, …, yk)}, built, verified, printed and parsed.
 *
 * <p>A {@link dev.wengert.list.ListBuilder} records what is written with registers; {@code build()} gives an immutable,
 * verified {@link dev.wengert.list.WengertList}. What an operator must know of itself is {@link
 * dev.wengert.list.Operator}; the operators themselves are in {@code dev.wengert.operator}.
 *
 * <pre>{@code
 * ListBuilder list = WengertList.builder("square");
 * Register x = list.input("x", DType.F64, 3);
 * list.output("y", x.mul(x).sum());
 * System.out.println(list.build());
 * }</pre>
 *
 * <p>Arguments are never null unless said otherwise.
 */
@NullMarked
package dev.wengert.list;

import org.jspecify.annotations.NullMarked;
