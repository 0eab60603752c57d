package dev.wengert.testing;

import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.none;
import static dev.wengert.testing.SampleTable.real;

import dev.wengert.tensor.Bounds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of convolutions and their transposes. */
final class ConvolutionSampleTable {
    /** For sums of thousands of terms. */
    private static final Domain SMALL = Domain.between(-0.5, 0.5);

    private ConvolutionSampleTable() {}

    static void addTo(List<Sample> rows) {
        maps(rows);
        convolutions(rows);
        transposed(rows);
    }

    private static void maps(List<Sample> rows) {
        Map<String, Object> plain = with("size", at(3, 4));
        rows.add(row("convolution",    plain, real(ANY, 2, 3, 5, 5), real(ANY, 2, 3, 3, 2)));
        rows.add(row("convolution",    plain, real(ANY, 2, 3, 5, 5), real(ANY, 2, 3, 3, 2), real(ANY, 2)));
        rows.add(row("convolution",    plain, real(ANY, 1, 0, 5, 5), real(ANY, 2, 0, 3, 2)));
        Map<String, Object> wide = with("size", at(4, 3), "stride", at(2, 3), "padding", at(1, 2), "dilation", at(1, 2), "groups", 2L);
        rows.add(row("convolution",    wide, real(ANY, 2, 4, 7, 9), real(ANY, 6, 2, 3, 2), real(ANY, 6)));
        rows.add(row("convolution_dx", with("size", at(5, 5)), real(ANY, 2, 2, 3, 4), real(ANY, 2, 3, 3, 2)));
        rows.add(row("convolution_dx", with("size", at(7, 9), "stride", at(2, 3), "padding", at(1, 2), "dilation", at(1, 2), "groups", 2L),
                real(ANY, 2, 6, 4, 3), real(ANY, 6, 2, 3, 2)));
        rows.add(row("convolution_dw", with("size", at(3, 2)), real(ANY, 2, 3, 5, 5), real(ANY, 2, 2, 3, 4)));
        rows.add(row("convolution_dw", with("size", at(3, 2), "stride", at(2, 3), "padding", at(1, 2), "dilation", at(1, 2), "groups", 2L),
                real(ANY, 2, 4, 7, 9), real(ANY, 2, 6, 4, 3)));
        rows.add(row("convolution_dw", with("size", at(3, 2)), real(ANY, 0, 3, 5, 5), real(ANY, 0, 2, 3, 4)));
        rows.add(row("convolution",    with("size", at(40, 50), "padding", at(1, 1)), real(ANY, 3, 16, 40, 50), real(ANY, 17, 16, 3, 3)).inLarge());
        rows.add(row("convolution_dx", with("size", at(40, 50), "padding", at(1, 1), "stride", at(2, 1)), real(ANY, 3, 17, 20, 50), real(ANY, 17, 16, 3, 3)).inLarge());
        rows.add(row("convolution_dw", with("size", at(3, 3), "padding", at(1, 1)), real(SMALL, 3, 16, 40, 50), real(SMALL, 3, 17, 40, 50)).inLarge());
    }

    private static void convolutions(List<Sample> rows) {
        rows.add(row("conv2d", none(), real(ANY, 2, 3, 6, 7), real(ANY, 4, 3, 3, 2), real(ANY, 4)));
        rows.add(row("conv2d", none(), real(ANY, 3, 6, 7),    real(ANY, 4, 3, 3, 2)));
        rows.add(row("conv2d", none(), real(ANY, 0, 3, 6, 7), real(ANY, 4, 3, 3, 2), real(ANY, 4)));
        rows.add(row("conv2d", none(), real(ANY, 2, 3, 4, 5), real(ANY, 4, 3, 1, 1)));
        rows.add(row("conv2d", with("stride", at(2), "padding", at(1)), real(ANY, 1, 2, 5, 6), real(ANY, 3, 2, 3, 3), real(ANY, 3)));
        rows.add(row("conv2d", with("stride", at(4, 3)), real(ANY, 1, 2, 9, 8), real(ANY, 3, 2, 2, 1)));
        rows.add(row("conv2d", with("padding", at(0, 3), "dilation", at(2, 3)), real(ANY, 1, 2, 5, 6), real(ANY, 3, 2, 3, 3)));
        rows.add(row("conv2d", with("groups", 3L, "padding", at(1)), real(ANY, 2, 3, 4, 5), real(ANY, 3, 1, 3, 3), real(ANY, 3)));
        rows.add(row("conv2d", with("groups", 2L), real(ANY, 1, 4, 4, 5), real(ANY, 6, 2, 3, 3)));
        rows.add(row("conv2d", with("same", true, "dilation", at(1, 2)), real(ANY, 1, 2, 4, 5), real(ANY, 2, 2, 4, 2)));
        rows.add(row("conv1d", none(), real(ANY, 2, 3, 9), real(ANY, 4, 3, 3), real(ANY, 4)));
        rows.add(row("conv1d", none(), real(ANY, 3, 9),    real(ANY, 4, 3, 9)));
        rows.add(row("conv1d", with("stride", at(2), "padding", at(2), "dilation", at(3), "groups", 2L), real(ANY, 2, 4, 9), real(ANY, 2, 2, 3)));
        rows.add(row("conv1d", with("same", true), real(ANY, 2, 3, 9), real(ANY, 4, 3, 4), real(ANY, 4)));
        rows.add(row("conv2d", with("padding", at(1)), real(ANY, 2, 16, 40, 40), real(ANY, 17, 16, 3, 3), real(ANY, 17)).inLarge());
        rows.add(row("conv1d", none(), real(ANY, 2, 16, 1500), real(ANY, 17, 16, 9), real(ANY, 17)).inLarge());
    }

    private static void transposed(List<Sample> rows) {
        rows.add(row("conv_transpose2d", none(), real(ANY, 2, 3, 3, 4), real(ANY, 3, 2, 3, 2), real(ANY, 2)));
        rows.add(row("conv_transpose2d", none(), real(ANY, 3, 3, 4),    real(ANY, 3, 2, 3, 2)));
        rows.add(row("conv_transpose2d", with("stride", at(2, 3), "padding", at(1), "outputPadding", at(1, 2), "dilation", at(1, 2), "groups", 2L),
                real(ANY, 1, 4, 3, 2), real(ANY, 4, 3, 2, 2), real(ANY, 6)));
        rows.add(row("conv_transpose2d", with("stride", at(3)), real(ANY, 1, 2, 2, 3), real(ANY, 2, 2, 1, 2)));
        rows.add(row("conv_transpose1d", none(), real(ANY, 2, 3, 5), real(ANY, 3, 2, 3), real(ANY, 2)));
        rows.add(row("conv_transpose1d", with("stride", at(3), "padding", at(1), "outputPadding", at(2), "groups", 2L), real(ANY, 4, 5), real(ANY, 4, 1, 4)));
        rows.add(row("conv_transpose2d", with("stride", at(2)), real(ANY, 2, 17, 40, 40), real(ANY, 17, 16, 3, 3), real(ANY, 16)).inLarge());
        rows.add(row("conv_transpose1d", none(), real(ANY, 2, 17, 1500), real(ANY, 17, 16, 9), real(ANY, 16)).inLarge());
    }

    static Bounds at(long... numbers) {
        return Bounds.of(numbers);
    }

    /** Attributes: names, each with its value behind it. */
    static Map<String, Object> with(Object... namesAndValues) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return attributes;
    }
}
