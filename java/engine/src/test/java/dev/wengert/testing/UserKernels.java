package dev.wengert.testing;

import dev.wengert.custom.CustomOperator;
import dev.wengert.custom.KernelCall;
import dev.wengert.custom.KernelRule;
import dev.wengert.custom.ShapeRule;
import dev.wengert.operator.Tiling;
import dev.wengert.runtime.NativeLibrary;
import dev.wengert.tensor.DType;
import dev.wengert.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The library of native/tests/user/kernels.c, and operators of it. */
public final class UserKernels {
    /** The library. */
    public static final NativeLibrary LIBRARY =
            NativeLibrary.load(Path.of("../../native/target/release/tests", System.mapLibraryName("user_kernels")));

    private static final ShapeRule TO_NUMBER = types -> List.of(types.get(0).withShape(Shape.of()));

    private static final KernelRule ELEMENTS = (y, z) -> {
        long n = z.get(0).size();
        return KernelCall.of("user_cube_" + z.get(0).dtype(), n).cut(Tiling.elements(n));
    };

    /** {@code 3x²·dz}, with a VJP of its own. */
    public static final CustomOperator CUBE_VJP = cubeVjp("user_cube_vjp", DType.F32, DType.F64);

    /** x³. */
    public static final CustomOperator CUBE = cube(CUBE_VJP);

    /** Twice the sum of a vector, with working memory. */
    public static final CustomOperator TWICE_THE_SUM = CustomOperator.inC(
                    "twice_the_sum",
                    LIBRARY,
                    Set.of("user_scaled_sum_f64"),
                    TO_NUMBER.only(DType.F64),
                    (y, z) -> KernelCall.of("user_scaled_sum_f64", y.get(0).size())
                            .with(2)
                            .withScratch(16))
            .withVjp((y, z, dz) ->
                    List.of(dz.get(0).mul(2).broadcastTo(y.get(0).type().shape())));

    private UserKernels() {}

    /** x³ with a VJP. */
    public static CustomOperator cube(CustomOperator vjp) {
        return CustomOperator.inC("cube", LIBRARY, Set.of("user_cube_f32", "user_cube_f64"), ShapeRule.SAME, ELEMENTS)
                .withVjp((y, z, dz) -> List.of(y.get(0).apply(vjp, dz.get(0))));
    }

    /** {@code 3x²·dz} by kernels of that name, with the type of the elements behind it. */
    public static CustomOperator cubeVjp(String kernel, DType... dtypes) {
        return CustomOperator.inC(
                        kernel,
                        LIBRARY,
                        Set.copyOf(List.of(dtypes).stream()
                                .map(dtype -> kernel + "_" + dtype)
                                .toList()),
                        ShapeRule.same(2),
                        (y, z) -> {
                            long n = z.get(0).size();
                            return KernelCall.of(kernel + "_" + z.get(0).dtype(), n)
                                    .cut(Tiling.elements(n));
                        })
                .withVjp((y, z, dz) -> List.of(
                        y.get(0).mul(6).mul(y.get(1)).mul(dz.get(0)),
                        y.get(0).square().mul(3).mul(dz.get(0))));
    }

    /** An operator of one operand, of f64 alone, by a kernel of that name. */
    public static CustomOperator faulty(String kernel, long scratchBytes) {
        return CustomOperator.inC(kernel, LIBRARY, Set.of(kernel + "_f64"), ShapeRule.SAME.only(DType.F64), (y, z) -> {
            KernelCall call = KernelCall.of(kernel + "_f64", z.get(0).size());
            return scratchBytes > 0 ? call.withScratch(scratchBytes) : call.cut(1);
        });
    }
}
