/**
 * Named tensors and text in files of the safetensors format, written so that a kill at any moment leaves the old file or the
 * new one, and read so that a damaged file is refused.
 *
 * <p>Nothing here accepts or returns {@code null}. Whatever is wrong with a file is a {@link CheckpointException}.
 *
 * <p>Format: <a href="https://huggingface.co/docs/safetensors">safetensors</a>: the length of the header as a little-endian
 * 64-bit number, the header as JSON, the elements of all tensors without gaps.
 */
@NullMarked
package dev.wengert.nn.checkpoint;

import org.jspecify.annotations.NullMarked;
