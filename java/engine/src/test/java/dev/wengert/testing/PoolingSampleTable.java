package dev.wengert.testing;

import static dev.wengert.testing.ConvolutionSampleTable.at;
import static dev.wengert.testing.ConvolutionSampleTable.with;
import static dev.wengert.testing.Sample.row;
import static dev.wengert.testing.SampleTable.ANY;
import static dev.wengert.testing.SampleTable.APART;
import static dev.wengert.testing.SampleTable.real;

import java.util.List;

/** Samples of pooling and of windows as columns. */
final class PoolingSampleTable {
    private PoolingSampleTable() {}

    static void addTo(List<Sample> rows) {
        windows(rows);
        greatest(rows);
        means(rows);
        columns(rows);
    }

    private static void windows(List<Sample> rows) {
        rows.add(row("window_max",      with("kernel", at(2), "stride", at(2), "size", at(2, 3)), real(APART, 4, 6)));
        rows.add(row("window_max",      with("size", at(2, 3)), real(APART, 0, 5, 7)));
        rows.add(row("window_max",      with("kernel", at(3), "stride", at(2), "padding", at(1), "size", at(30, 35)), real(APART, 40, 60, 70)).inLarge());
        rows.add(row("window_mean",     with("kernel", at(2), "stride", at(2), "size", at(2, 3)), real(ANY, 4, 6)));
        rows.add(row("window_mean",     with("size", at(2, 3)), real(ANY, 0, 5, 7)));
        rows.add(row("window_mean",     with("kernel", at(3), "stride", at(2), "padding", at(1), "size", at(30, 35)), real(ANY, 40, 60, 70)).inLarge());
        rows.add(row("window_mean_vjp", with("kernel", at(2), "stride", at(2), "size", at(4, 6)), real(ANY, 2, 3)));
        rows.add(row("window_mean_vjp", with("kernel", at(3), "stride", at(2), "padding", at(1), "countPadding", true, "size", at(4, 6)), real(ANY, 2, 2, 3)));
        rows.add(row("window_mean_vjp", with("kernel", at(3), "stride", at(2), "padding", at(1), "size", at(60, 70)), real(ANY, 40, 30, 35)).inLarge());
    }

    private static void greatest(List<Sample> rows) {
        rows.add(row("max_pool2d", with("kernelSize", at(2)), real(APART, 2, 3, 4, 7)));
        rows.add(row("max_pool2d", with("kernelSize", at(2), "returnIndices", true), real(APART, 3, 4, 7)));
        rows.add(row("max_pool2d", with("kernelSize", at(2)), real(APART, 0, 3, 4, 7)));
        rows.add(row("max_pool2d", with("kernelSize", at(3, 2), "stride", at(2, 3), "padding", at(1), "dilation", at(1, 2), "ceilMode", true), real(APART, 1, 2, 6, 9)));
        rows.add(row("max_pool2d", with("kernelSize", at(1), "stride", at(3)), real(APART, 1, 2, 6, 9)));
        rows.add(row("max_pool2d", with("kernelSize", at(2)), real(APART, 8, 10, 60, 70)).inLarge());
        rows.add(row("max_pool1d", with("kernelSize", at(3), "stride", at(2), "returnIndices", true), real(APART, 2, 3, 9)));
        rows.add(row("max_pool1d", with("kernelSize", at(3), "padding", at(1), "dilation", at(2), "ceilMode", true), real(APART, 3, 9)));
        rows.add(row("max_pool1d", with("kernelSize", at(3)), real(APART, 10, 60, 70)).inLarge());
        rows.add(row("adaptive_max_pool2d", with("outputSize", at(2, 3)), real(APART, 2, 2, 5, 7)));
        rows.add(row("adaptive_max_pool2d", with("outputSize", at(2), "returnIndices", true), real(APART, 2, 4, 6)));
        rows.add(row("adaptive_max_pool2d", with("outputSize", at(7, 11)), real(APART, 8, 10, 60, 70)).inLarge());
        rows.add(row("adaptive_max_pool1d", with("outputSize", at(4)), real(APART, 2, 2, 7)));
        rows.add(row("adaptive_max_pool1d", with("outputSize", at(1), "returnIndices", true), real(APART, 2, 7)));
        rows.add(row("adaptive_max_pool1d", with("outputSize", at(9)), real(APART, 10, 60, 70)).inLarge());
    }

    private static void means(List<Sample> rows) {
        rows.add(row("avg_pool2d", with("kernelSize", at(2)), real(ANY, 2, 3, 4, 7)));
        rows.add(row("avg_pool2d", with("kernelSize", at(2)), real(ANY, 0, 3, 4, 7)));
        rows.add(row("avg_pool2d", with("kernelSize", at(3, 2), "stride", at(2, 3), "padding", at(1), "ceilMode", true), real(ANY, 2, 6, 9)));
        rows.add(row("avg_pool2d", with("kernelSize", at(3, 2), "stride", at(2, 3), "padding", at(1), "ceilMode", true, "countIncludePad", false), real(ANY, 2, 6, 9)));
        rows.add(row("avg_pool2d", with("kernelSize", at(3), "padding", at(1), "divisorOverride", 5L), real(ANY, 2, 6, 9)));
        rows.add(row("avg_pool2d", with("kernelSize", at(2)), real(ANY, 8, 10, 60, 70)).inLarge());
        rows.add(row("avg_pool1d", with("kernelSize", at(3), "stride", at(2), "padding", at(1)), real(ANY, 2, 3, 9)));
        rows.add(row("avg_pool1d", with("kernelSize", at(4), "ceilMode", true, "countIncludePad", false), real(ANY, 3, 9)));
        rows.add(row("avg_pool1d", with("kernelSize", at(3)), real(ANY, 10, 60, 70)).inLarge());
        rows.add(row("adaptive_avg_pool2d", with("outputSize", at(2, 3)), real(ANY, 2, 2, 5, 7)));
        rows.add(row("adaptive_avg_pool2d", with("outputSize", at(1)), real(ANY, 2, 5, 7)));
        rows.add(row("adaptive_avg_pool2d", with("outputSize", at(7, 11)), real(ANY, 8, 10, 60, 70)).inLarge());
        rows.add(row("adaptive_avg_pool1d", with("outputSize", at(4)), real(ANY, 2, 2, 7)));
        rows.add(row("adaptive_avg_pool1d", with("outputSize", at(9)), real(ANY, 10, 60, 70)).inLarge());
    }

    private static void columns(List<Sample> rows) {
        rows.add(row("unfold", with("kernelSize", at(2)), real(ANY, 2, 3, 4, 5)));
        rows.add(row("unfold", with("kernelSize", at(3, 2), "dilation", at(1, 2), "padding", at(1, 0), "stride", at(2)), real(ANY, 2, 4, 5)));
        rows.add(row("unfold", with("kernelSize", at(2)), real(ANY, 0, 3, 4, 5)));
        rows.add(row("unfold", with("kernelSize", at(3), "padding", at(1)), real(ANY, 8, 10, 20, 30)).inLarge());
        rows.add(row("fold",   with("outputSize", at(4, 5), "kernelSize", at(2)), real(ANY, 2, 12, 12)));
        rows.add(row("fold",   with("outputSize", at(4, 5), "kernelSize", at(3, 2), "dilation", at(1, 2), "padding", at(1, 0), "stride", at(2)), real(ANY, 12, 4)));
        rows.add(row("fold",   with("outputSize", at(20, 30), "kernelSize", at(3), "padding", at(1)), real(ANY, 8, 90, 600)).inLarge());
    }
}
