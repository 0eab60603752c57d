package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Convolutions as the sums of their definition. */
final class ConvolutionReferenceTable {
    private ConvolutionReferenceTable() {}

    static void addAll() {
        row("convolution",      call -> biased(call, forward(call)));
        row("convolution_dx",   call -> new double[][] {sums(call, 1, call.y().get(0), call.z().get(0).shape(), null)});
        row("convolution_dw",   call -> new double[][] {sums(call, 2, call.y().get(1), call.shape(0), call.y().get(0))});
        row("conv1d",           call -> biased(call, forward(call)));
        row("conv2d",           call -> biased(call, forward(call)));
        row("conv_transpose1d", call -> biased(call, sums(call, 1, call.y().get(0), call.z().get(0).shape(), null)));
        row("conv_transpose2d", call -> biased(call, sums(call, 1, call.y().get(0), call.z().get(0).shape(), null)));
    }

    private static double[] forward(Call call) {
        return sums(call, 0, null, call.shape(0), call.y().get(0));
    }

    private static double[][] biased(Call call, double[] z) {
        if (call.y().size() == 3) {
            Shape shape = call.z().get(0).shape();
            int spatial = call.shape(1).rank() - 2;
            long channels = shape.dim(-spatial - 1);
            long area = shape.slice(shape.rank() - spatial, shape.rank()).size();
            for (int i = 0; i < z.length; i++) {
                z[i] += call.at(2, i / area % channels);
            }
        }
        return new double[][] {z};
    }

    /** The dimensions (n, c, h, w) of images, with those that they lack as ones. */
    private static long[] images(Shape shape, int spatial) {
        int rank = shape.rank();
        long n = rank == spatial + 2 ? shape.dim(0) : 1;
        return new long[] {n, shape.dim(-spatial - 1), spatial == 2 ? shape.dim(-2) : 1, shape.dim(-1)};
    }

    private static long perAxis(Call call, String name, int axis, int spatial, long otherwise) {
        Bounds numbers = call.bounds(name);
        return spatial == 1 && axis == 0 ? otherwise : numbers.get(numbers.count() == 1 ? 0 : axis + spatial - 2);
    }

    /** The terms y · x · w of all that a window holds, without the factor that is wanted (0: y, 1: x, 2: w), added to its place. */
    private static double[] sums(Call call, int wanted, @Nullable Tensor y, Shape xShape, @Nullable Tensor x) {
        Tensor w = wanted == 2 ? null : call.y().get(1);
        Shape wShape = wanted == 2 ? call.z().get(0).shape() : call.shape(1);
        int spatial = wShape.rank() - 2;
        long[] xDims = images(xShape, spatial);
        long[] yDims = images(y == null ? call.z().get(0).shape() : y.shape(), spatial);
        long[] kernel = {spatial == 2 ? wShape.dim(2) : 1, wShape.dim(-1)};
        long[] stride = new long[2];
        long[] dilation = new long[2];
        long[] padding = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            stride[axis] = perAxis(call, "stride", axis, spatial, 1);
            dilation[axis] = perAxis(call, "dilation", axis, spatial, 1);
            boolean same = Boolean.TRUE.equals(call.attributes().get("same"));
            padding[axis] = same ? dilation[axis] * (kernel[axis] - 1) / 2 : perAxis(call, "padding", axis, spatial, 0);
        }
        int groups = call.integer("groups");
        long out = wShape.dim(0) / groups;
        long in = wShape.dim(1);
        double[] z = new double[call.size()];
        for (long n = 0; n < xDims[0] * groups; n++) {
            for (long o = 0; o < out; o++) {
                for (long c = 0; c < in; c++) {
                    for (long uv = 0; uv < yDims[2] * yDims[3]; uv++) {
                        for (long ij = 0; ij < kernel[0] * kernel[1]; ij++) {
                            long row = uv / yDims[3] * stride[0] + ij / kernel[1] * dilation[0] - padding[0];
                            long col = uv % yDims[3] * stride[1] + ij % kernel[1] * dilation[1] - padding[1];
                            if (row < 0 || row >= xDims[2] || col < 0 || col >= xDims[3]) {
                                continue;
                            }
                            long atY = (n * out + o) * yDims[2] * yDims[3] + uv;
                            long atX = ((n * in + c) * xDims[2] + row) * xDims[3] + col;
                            long atW = ((n % groups * out + o) * in + c) * kernel[0] * kernel[1] + ij;
                            double byY = y == null ? 1 : y.getDouble(atY);
                            double byX = x == null ? 1 : x.getDouble(atX);
                            double byW = w == null ? 1 : w.getDouble(atW);
                            z[(int) (wanted == 0 ? atY : wanted == 1 ? atX : atW)] += byY * byX * byW;
                        }
                    }
                }
            }
        }
        return z;
    }
}
