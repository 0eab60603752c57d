/**
 * Looking into lists: the value and the cotangent of every register, traces as tables, the first assignment that leaves the
 * finite numbers, derivatives against finite differences, operators of your own against
 * all that is asked of them, the rules of an operator as G and DG. For small examples and for finding trouble; nothing here is fast.
 */
@NullMarked
package dev.wengert.inspect;

import org.jspecify.annotations.NullMarked;
