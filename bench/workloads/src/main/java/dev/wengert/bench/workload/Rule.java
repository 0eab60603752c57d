package dev.wengert.bench.workload;

/** How weights are updated. */
public enum Rule {
    /** {@code p − rate·g}. */
    SGD(0.01),
    /** With β₁ = 0.9, β₂ = 0.999, ε = 1e-8, the defaults everywhere. */
    ADAM(0.001);

    private final double rate;

    Rule(double rate) {
        this.rate = rate;
    }

    /** The learning rate. */
    public double rate() {
        return rate;
    }
}
