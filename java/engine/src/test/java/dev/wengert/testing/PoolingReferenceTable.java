package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.Bounds;
import dev.wengert.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Pooling and windows as columns, window by window. */
final class PoolingReferenceTable {
    private PoolingReferenceTable() {}

    static void addAll() {
        for (int d = 1; d <= 2; d++) {
            int spatial = d;
            row("max_pool" + d + "d",          call -> greatest(call, spatial));
            row("adaptive_max_pool" + d + "d", call -> greatest(call, spatial));
            row("avg_pool" + d + "d",          call -> new double[][] {means(call, spatial)});
            row("adaptive_avg_pool" + d + "d", call -> new double[][] {means(call, spatial)});
        }
        row("window_max",      call -> greatest(call, 2));
        row("window_mean",     call -> new double[][] {means(call, 2)});
        row("window_mean_vjp", call -> new double[][] {spread(call)});
        row("unfold",          call -> new double[][] {columns(call, call.shape(0), call.z().get(0).shape(), false)});
        row("fold",            call -> new double[][] {columns(call, call.z().get(0).shape(), call.shape(0), true)});
    }

    private static long number(Bounds numbers, int axis, int spatial, long otherwise) {
        if (numbers.count() == 0 || (spatial == 1 && axis == 0)) {
            return otherwise;
        }
        return numbers.get(numbers.count() == 1 ? 0 : axis + spatial - 2);
    }

    private static Bounds kernel(Call call) {
        return call.attributes().containsKey("kernel") ? call.bounds("kernel") : call.bounds("kernelSize");
    }

    private static boolean isEven(Call call) {
        return kernel(call).count() == 0;
    }

    private static long first(Call call, int spatial, int axis, long u) {
        long taps = number(kernel(call), axis, spatial, 1);
        return u * number(call.bounds("stride"), axis, spatial, taps) - number(call.bounds("padding"), axis, spatial, 0);
    }

    /** The places within [0, size) that window u of {@code count} holds. */
    private static List<Long> places(Call call, int spatial, int axis, long u, long size, long count) {
        List<Long> places = new ArrayList<>();
        if (isEven(call)) {
            for (long i = u * size / count; i * count < (u + 1) * size; i++) {
                places.add(i);
            }
            return places;
        }
        for (long i = 0; i < number(kernel(call), axis, spatial, 1); i++) {
            long place = first(call, spatial, axis, u) + i * number(call.bounds("dilation"), axis, spatial, 1);
            if (place >= 0 && place < size) {
                places.add(place);
            }
        }
        return places;
    }

    private static long size(Shape shape, int spatial, int axis) {
        return spatial == 1 && axis == 0 ? 1 : shape.dim(axis - 2);
    }

    /** The places in its plane of what window {@code i} of all holds. */
    private static List<Long> places(Call call, int spatial, Shape planes, Shape windows, long i) {
        long width = size(windows, spatial, 1);
        long height = size(windows, spatial, 0);
        List<Long> places = new ArrayList<>();
        for (long row : places(call, spatial, 0, i / width % height, size(planes, spatial, 0), height)) {
            for (long col : places(call, spatial, 1, i % width, size(planes, spatial, 1), width)) {
                places.add(row * size(planes, spatial, 1) + col);
            }
        }
        return places;
    }

    private static long plane(Shape planes, Shape windows, int spatial, long i) {
        long area = size(windows, spatial, 0) * size(windows, spatial, 1);
        return i / area * size(planes, spatial, 0) * size(planes, spatial, 1);
    }

    private static double[][] greatest(Call call, int spatial) {
        Shape windows = call.z().get(0).shape();
        double[] z = new double[call.size()];
        double[] at = new double[call.size()];
        for (int i = 0; i < z.length; i++) {
            z[i] = Double.NEGATIVE_INFINITY;
            for (long place : places(call, spatial, call.shape(0), windows, i)) {
                double x = call.at(0, plane(call.shape(0), windows, spatial, i) + place);
                if (x > z[i]) {
                    z[i] = x;
                    at[i] = place;
                }
            }
        }
        return call.z().size() == 2 ? new double[][] {z, at} : new double[][] {z};
    }

    private static double divisor(Call call, int spatial, Shape planes, Shape windows, long i) {
        double given = call.numberOr("divisor", call.numberOr("divisorOverride", 0));
        if (given > 0) {
            return given;
        }
        boolean counts = Boolean.TRUE.equals(call.attributes().get("countPadding"))
                || Boolean.TRUE.equals(call.attributes().get("countIncludePad"));
        if (!counts || isEven(call)) {
            return places(call, spatial, planes, windows, i).size();
        }
        double elements = 1;
        for (int axis = 0; axis < 2; axis++) {
            long width = size(windows, spatial, 1);
            long u = axis == 1 ? i % width : i / width % size(windows, spatial, 0);
            long first = first(call, spatial, axis, u);
            long last = size(planes, spatial, axis) + number(call.bounds("padding"), axis, spatial, 0);
            elements *= Math.min(first + number(kernel(call), axis, spatial, 1), last) - first;
        }
        return elements;
    }

    private static double[] means(Call call, int spatial) {
        Shape windows = call.z().get(0).shape();
        double[] z = new double[call.size()];
        for (int i = 0; i < z.length; i++) {
            for (long place : places(call, spatial, call.shape(0), windows, i)) {
                z[i] += call.at(0, plane(call.shape(0), windows, spatial, i) + place);
            }
            z[i] /= divisor(call, spatial, call.shape(0), windows, i);
        }
        return z;
    }

    private static double[] spread(Call call) {
        Shape planes = call.z().get(0).shape();
        double[] z = new double[call.size()];
        for (int i = 0; i < call.shape(0).size(); i++) {
            for (long place : places(call, 2, planes, call.shape(0), i)) {
                z[(int) (plane(planes, call.shape(0), 2, i) + place)] +=
                        call.at(0, i) / divisor(call, 2, planes, call.shape(0), i);
            }
        }
        return z;
    }

    /** Elements moved from images to the columns of their windows, or added up the other way. */
    private static double[] columns(Call call, Shape images, Shape columns, boolean back) {
        long[] kernel = {number(kernel(call), 0, 2, 1), number(kernel(call), 1, 2, 1)};
        long[] counts = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            long window = number(call.bounds("dilation"), axis, 2, 1) * (kernel[axis] - 1) + 1;
            long padded = images.dim(axis - 2) + 2 * number(call.bounds("padding"), axis, 2, 0);
            counts[axis] = (padded - window) / number(call.bounds("stride"), axis, 2, 1) + 1;
        }
        long area = kernel[0] * kernel[1];
        double[] z = new double[call.size()];
        for (long i = 0; i < columns.size(); i++) {
            long window = i % (counts[0] * counts[1]);
            long tap = i / (counts[0] * counts[1]) % area;
            long row = first(call, 2, 0, window / counts[1]) + tap / kernel[1] * number(call.bounds("dilation"), 0, 2, 1);
            long col = first(call, 2, 1, window % counts[1]) + tap % kernel[1] * number(call.bounds("dilation"), 1, 2, 1);
            if (row >= 0 && row < images.dim(-2) && col >= 0 && col < images.dim(-1)) {
                long place = (i / (counts[0] * counts[1]) / area * images.dim(-2) + row) * images.dim(-1) + col;
                z[(int) (back ? place : i)] += call.at(0, back ? i : place);
            }
        }
        return z;
    }
}
