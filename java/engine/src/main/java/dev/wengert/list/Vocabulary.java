package dev.wengert.list;

/**
 * Marks classes whose methods are words to write lists with. When an assignment looks for the source line that made it,
 * their frames are skipped and their caller is meant. Libraries of layers may implement it too.
 */
public interface Vocabulary {}
