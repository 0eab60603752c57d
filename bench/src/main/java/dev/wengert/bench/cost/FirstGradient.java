package dev.wengert.bench.cost;

import dev.wengert.differentiate.Reverse;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.tensor.Tensor;

/** What {@link Start} times: a JVM that computes one gradient, or nothing if it is told so. */
final class FirstGradient {
    static final String NOTHING = "nothing";

    private FirstGradient() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(NOTHING)) {
            return;
        }
        WengertList f = WengertList.parse("input x: f64[]\n y = tanh(x)\n z = mul(y, y)\n output z");
        try (Tensor x = Tensor.scalar(0.5);
                Session session =
                        Program.compile(Reverse.differentiate(f, "z", "x")).open()) {
            session.bind("x", x);
            session.run();
            System.out.println(session.value("dx"));
        }
    }
}
