package dev.wengert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wengert.list.WengertList;
import org.junit.jupiter.api.Test;

final class ShowTest {

    @Test
    void showsTheMachine() {
        CommandLineRun run = CommandLineRun.of("info");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("platform +\\S+-\\S+")
                .containsPattern("instructions +(avx512|avx2|baseline|portable), of at best")
                .containsPattern("blas +\\S+")
                .containsPattern("threads +\\d+");
    }

    @Test
    void namesAllOperators() {
        assertThat(CommandLineRun.of("operators").out()).contains("abs acos", "log_softmax", "einsum");
    }

    @Test
    void saysWhatAnOperatorComputes() {
        assertThat(CommandLineRun.of("operators", "log_softmax").out())
                .contains("log_softmax(x, axis=", "without overflow", "VJP and JVP");
        assertThat(CommandLineRun.of("operators", "along_axis").out())
                .startsWith("add_along_axis put_along_axis take_along_axis");
        CommandLineRun unknown = CommandLineRun.of("operators", "frobnicate");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no operator frobnicate");
    }

    @Test
    void printsTheRulesOfAnOperator() {
        assertThat(CommandLineRun.of("operators", "mul").out())
                .contains("`xy`", "z = mul(y1, y2)", "dy1 = mul(dz, y2)", "dy2 = mul(dz, y1)", "tz = mul(ty1, y2)");
        assertThat(CommandLineRun.of("operators", "sum(f64[2,3], axes=[1])").out())
                .startsWith("G\n  z = sum(y1, axes=[1])\nDG, cotangents\n");
        CommandLineRun wrong = CommandLineRun.of("operators", "matmul(f64[2,3])");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("matmul").hasLineCount(1);
    }

    @Test
    void printsAListThatCanBeParsed() {
        CommandLineRun run = CommandLineRun.of("list", "--model", "softmax", "--batch", "4");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("list softmax {")
                .contains("x: f32[4,784]", "loss: f32[] = mean(losses)")
                .doesNotContain("adjoint:");
        assertThat(WengertList.parse(run.out().replaceAll("# with a default value", ""))
                        .inputs())
                .hasSize(2);
    }

    @Test
    void printsTheAdjointAndTheUpdate() {
        String gradient = CommandLineRun.of("list", "--hidden", "7", "--dtype", "f64", "--gradient")
                .out();
        assertThat(gradient).contains("w1: f64[784,7]", "adjoint:", "output dw1", "output db2");
        String step = CommandLineRun.of("list", "--hidden", "7", "--optimizer", "adam")
                .out();
        assertThat(step).contains("adjoint:", "update:", "adam(w1, m_w1, v_w1, dw1, lr, this_step", "update w1 =");
    }

    @Test
    void printsTheScheduleWithOffsetsAndPeakBytes() {
        CommandLineRun run = CommandLineRun.of("list", "--hidden", "7", "--gradient", "--schedule");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("peak ", " bytes", "gemm").containsPattern("w1@\\d+");
    }
}
