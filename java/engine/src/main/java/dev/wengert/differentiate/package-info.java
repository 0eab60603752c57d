/**
 * Functions from list to list: reverse mode, forward mode and batching. What they write are assignments like any others, so
 * they nest in any order.
 */
@NullMarked
package dev.wengert.differentiate;

import org.jspecify.annotations.NullMarked;
