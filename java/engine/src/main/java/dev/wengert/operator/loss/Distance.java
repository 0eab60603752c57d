package dev.wengert.operator.loss;

import dev.wengert.list.Register;
import dev.wengert.operator.Require;
import java.util.List;
import java.util.Map;

/** How far each element of an input is from that of a target of the same type. */
sealed interface Distance extends Loss {
    private Register apart(List<Register> y) {
        return y.get(0).sub(y.get(1));
    }

    /**
     * {@code (x − t)²}: the squared error. Operands: x, t.
     *
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record MseLoss(String reduction) implements Distance {
        MseLoss() {
            this("mean");
        }

        @Override
        public Register losses(List<Register> y) {
            return Distance.super.apart(y).square();
        }

        @Override
        public Register write(List<Register> y) {
            Register apart = Distance.super.apart(y);
            return switch (reduction) {
                case "sum" -> apart.call("sum_squares");
                case "mean" ->
                    apart.call("sum_squares").div((double) apart.type().size());
                default -> reduced(apart.square());
            };
        }
    }

    /**
     * {@code |x − t|}: the absolute error. Operands: x, t. Convention: the derivative at 0 is 0.
     *
     * @param reduction {@code none}, {@code mean} or {@code sum}
     */
    record L1Loss(String reduction) implements Distance {
        L1Loss() {
            this("mean");
        }

        @Override
        public Register losses(List<Register> y) {
            return Distance.super.apart(y).abs();
        }
    }

    /**
     * {@code (x − t)² / (2 beta)} where {@code |x − t| < beta}, otherwise {@code |x − t| − beta/2}. With beta 0 it is {@code
     * l1_loss}. Operands: x, t. Convention: with beta 0 the derivative at 0 is 0.
     *
     * @param reduction {@code none}, {@code mean} or {@code sum}
     * @param beta where it becomes linear; not below 0
     */
    record SmoothL1Loss(String reduction, double beta) implements Distance {
        public SmoothL1Loss {
            Require.that(beta >= 0, "expected beta of at least 0, found " + beta);
        }

        SmoothL1Loss() {
            this("mean", 1);
        }

        @Override
        public Register losses(List<Register> y) {
            Register apart = Distance.super.apart(y);
            return beta == 0 ? apart.abs() : apart.call("huber", Map.of("delta", beta));
        }

        @Override
        public Register write(List<Register> y) {
            Register z = reduced(losses(y));
            return beta == 0 || beta == 1 ? z : z.div(beta);
        }
    }

    /**
     * {@code (x − t)² / 2} where {@code |x − t| < delta}, otherwise {@code delta (|x − t| − delta/2)}. Operands: x, t.
     *
     * @param reduction {@code none}, {@code mean} or {@code sum}
     * @param delta where it becomes linear; above 0
     */
    record HuberLoss(String reduction, double delta) implements Distance {
        public HuberLoss {
            Require.that(delta > 0, "expected delta above 0, found " + delta);
        }

        HuberLoss() {
            this("mean", 1);
        }

        @Override
        public Register losses(List<Register> y) {
            return Distance.super.apart(y).call("huber", Map.of("delta", delta));
        }
    }
}
