package dev.wengert.custom;

import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What is done to the cotangent of a register on its way back: {@code x = x.apply(hook)}, and what is written with that x gets its
 * gradient through the hook. A hook gives its operand as it is, without a copy, and leaves tangents as they are: it works in
 * reverse mode alone. Hooks that clip are {@link ClipGradient} and {@link ClipGradientNorm}.
 */
public final class GradientHooks {
    private GradientHooks() {}

    /**
     * A hook that puts another cotangent in place of the one that comes.
     *
     * @param name in printed lists
     * @param change writes the new cotangent, of the same type; from there on it is what the gradient is
     */
    public static CustomOperator replace(String name, UnaryOperator<Register> change) {
        return CustomOperator.ofGradients(name, (y, z, dz) -> List.of(change.apply(dz.get(0))));
    }

    /**
     * A hook that shows the cotangent when the adjoint runs.
     *
     * @param name in printed lists; the assignment that shows is called that with {@code _seen} behind it
     * @param observer called in each run that computes the cotangent, with the whole batch where the register is batched. It is to
     *     look during the call only; what it throws ends the run
     */
    public static Observer observe(String name, Consumer<Tensor> observer) {
        CustomOperator seen = CustomOperator.inJava(name + "_seen", GradientHooks::first, (y, z) -> {
                    z.get(0).copyFrom(y.get(0).segment());
                    observer.accept(y.get(0));
                })
                .withVjp((y, z, dz) ->
                        List.of(dz.get(0), y.get(1).builder().fill(0, y.get(1).type())))
                .overwriting(Overwrites.FIRST)
                .elementwise();
        // The register itself is a second operand, so that the planner knows that what is shown is new in each run.
        return new Observer(
                CustomOperator.ofGradients(name, (y, z, dz) -> List.of(dz.get(0).apply(seen, y.get(0)))), seen);
    }

    private static List<TensorType> first(List<TensorType> types) {
        return List.of(types.get(0));
    }

    /**
     * A hook that shows cotangents.
     *
     * @param hook what a register is given
     * @param seen what the hook writes into the adjoint; a catalogue needs both to read a gradient
     */
    public record Observer(CustomOperator hook, CustomOperator seen) {}
}
