package dev.wengert.custom;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.HostFunction;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Computes by a Java function over memory, called for each sample in turn. */
record InJava(ShapeRule shape, JavaFunction function) implements Computation {
    @Override
    public List<TensorType> infer(List<TensorType> operands) {
        return shape.infer(operands);
    }

    @Override
    public void lower(Assignment z, Samples samples, Lowering out) {
        List<TensorType> operands =
                samples.single(z.operands().stream().map(Register::type).toList());
        List<TensorType> results = infer(operands);
        Buffer[] buffers = new Buffer[operands.size() + results.size()];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = i < operands.size() ? out.operand(i) : out.result(i - operands.size());
        }
        out.host(new Calls(function, operands, results, samples), buffers);
    }

    /** The calls for all samples. Sessions may share it, so it keeps nothing of theirs. */
    private record Calls(JavaFunction function, List<TensorType> operands, List<TensorType> results, Samples samples)
            implements HostFunction {
        @Override
        public void call(List<MemorySegment> buffers) {
            long count = samples.count();
            for (long sample = 0; sample < count; sample++) {
                List<Tensor> y = new ArrayList<>(operands.size());
                List<Tensor> z = new ArrayList<>(results.size());
                for (int i = 0; i < operands.size(); i++) {
                    y.add(part(buffers.get(i), operands.get(i), samples.index(sample, i))
                            .readOnly());
                }
                for (int i = 0; i < results.size(); i++) {
                    z.add(part(buffers.get(operands.size() + i), results.get(i), sample));
                }
                function.compute(y, z);
            }
        }

        private static Tensor part(MemorySegment all, TensorType type, long index) {
            return Tensor.wrap(all.asSlice(index * type.byteSize(), type.byteSize()), type);
        }
    }
}
