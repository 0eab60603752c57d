package dev.wengert.custom;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Computes by a kernel of a user's library, called for each sample in a loop of the schedule. */
record InC(Set<String> kernels, ShapeRule shape, KernelRule rule) implements Computation {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        return shape.infer(operands);
    }

    KernelCall call(List<TensorType> operands) {
        List<TensorType> results = infer(operands);
        KernelCall call = rule.call(operands, results);
        if (!kernels.contains(call.kernel())) {
            throw new IllegalArgumentException(
                    "kernel " + call.kernel() + " is not among those that were registered: " + kernels);
        }
        int buffers = results.size() + operands.size() + (call.scratchBytes() > 0 ? 1 : 0);
        if (buffers > Lowering.MOST_BUFFERS
                || call.sizes().size() > Lowering.MOST_SIZES
                || call.scalars().size() > Lowering.MOST_SCALARS) {
            throw new IllegalArgumentException("kernel " + call.kernel() + " takes at most " + Lowering.MOST_BUFFERS
                    + " buffers, " + Lowering.MOST_SIZES + " sizes and " + Lowering.MOST_SCALARS + " scalars");
        }
        return call;
    }

    @Override
    public void lower(Assignment z, Samples samples, Lowering out) {
        List<TensorType> operands =
                samples.single(z.operands().stream().map(Register::type).toList());
        List<TensorType> results = infer(operands);
        KernelCall call = call(operands);
        List<Moving> moving = new ArrayList<>();
        List<Buffer> buffers = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            moving.add(new Moving(Samples.RESULT, results.get(i).byteSize()));
            buffers.add(out.result(i));
        }
        for (int i = 0; i < operands.size(); i++) {
            moving.add(new Moving(i, operands.get(i).byteSize()));
            buffers.add(out.operand(i));
        }
        if (call.scratchBytes() > 0) {
            moving.add(new Moving(Samples.SHARED, 0));
            buffers.add(out.scratch(call.scratchBytes()));
        }
        new Loops(call, samples, moving, out).write(0, buffers);
    }

    /** A buffer of which each sample has a part: of which operand, and how many bytes. */
    private record Moving(int operand, long bytes) {}

    /** A loop for each axis of samples, and the kernel within. */
    private record Loops(KernelCall call, Samples samples, List<Moving> moving, Lowering out) {
        void write(int axis, List<Buffer> buffers) {
            if (axis == samples.axes().size()) {
                out.emit(
                        call.kernel(),
                        call.tiles(),
                        call.sizesArray(),
                        call.scalarsArray(),
                        buffers.toArray(Buffer[]::new));
                return;
            }
            List<Buffer> parts = new ArrayList<>();
            for (int i = 0; i < buffers.size(); i++) {
                long stride = stride(axis, i);
                parts.add(stride == 0 ? buffers.get(i) : out.pointer(stride));
            }
            out.repeat(samples.axes().get(axis).length(), counter -> {
                for (int i = 0; i < buffers.size(); i++) {
                    if (stride(axis, i) > 0) {
                        out.point(parts.get(i), buffers.get(i), counter, 0, stride(axis, i));
                    }
                }
                write(axis + 1, parts);
            });
        }

        private long stride(int axis, int buffer) {
            Moving part = moving.get(buffer);
            return samples.stride(axis, part.operand()) * part.bytes();
        }
    }
}
