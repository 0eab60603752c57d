package dev.wengert.golden;

import static dev.wengert.golden.Row.Scale.LARGEST;
import static java.util.Map.entry;

import dev.wengert.list.Register;
import dev.wengert.tensor.Bounds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Convolutions and pooling. */
final class GoldenConvolutionTable {
    static final Map<String, Row> ROWS = Map.ofEntries(
            entry("nn.functional.conv1d",     Row.several(a -> convolution("conv1d", a)).within(1e-6, LARGEST)),
            entry("nn.functional.conv2d",     Row.several(a -> convolution("conv2d", a)).within(1e-6, LARGEST)),
            entry("nn.functional.max_pool2d", Row.several(GoldenConvolutionTable::maxPool)));

    private GoldenConvolutionTable() {}

    private static List<Register> convolution(String name, Arguments a) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("stride", Bounds.of(a.wholes(3, "stride", 1)));
        attributes.put("dilation", Bounds.of(a.wholes(5, "dilation", 1)));
        attributes.put("groups", a.whole(6, "groups", 1));
        if (!a.isWord(4, "padding")) {
            attributes.put("padding", Bounds.of(a.wholes(4, "padding", 0)));
        } else if (a.word(4, "padding", "valid").equals("same")) {
            attributes.put("same", true);
        }
        List<Register> operands = new ArrayList<>(List.of(a.x(0, "input"), a.x(1, "weight")));
        Register bias = a.optional(2, "bias");
        if (bias != null) {
            operands.add(bias);
        }
        return a.list().call(name, attributes, operands);
    }

    private static List<Register> maxPool(Arguments a) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("kernelSize", Bounds.of(a.wholes(1, "kernel_size")));
        attributes.put("stride", Bounds.of(a.wholes(2, "stride")));
        attributes.put("padding", Bounds.of(a.wholes(3, "padding", 0)));
        attributes.put("dilation", Bounds.of(a.wholes(4, "dilation", 1)));
        attributes.put("ceilMode", a.truth(5, "ceil_mode", false));
        attributes.put("returnIndices", a.truth(6, "return_indices", false));
        return a.list().call("max_pool2d", attributes, List.of(a.x(0)));
    }
}
