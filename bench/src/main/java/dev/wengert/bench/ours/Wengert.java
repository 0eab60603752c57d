package dev.wengert.bench.ours;

import dev.wengert.bench.workload.Chain;
import dev.wengert.bench.workload.Inference;
import dev.wengert.bench.workload.Model;
import dev.wengert.bench.workload.Peer;
import dev.wengert.bench.workload.Task;
import dev.wengert.bench.workload.Training;
import dev.wengert.bench.workload.Worker;
import dev.wengert.nn.Optimizer;
import dev.wengert.runtime.Machine;
import dev.wengert.runtime.Program;
import dev.wengert.tensor.Tensor;
import java.io.IOException;
import java.util.Locale;

/** This engine. */
public final class Wengert implements Peer {
    private Wengert() {}

    /** Serves. */
    public static void main(String[] arguments) throws IOException {
        Worker.serve(new Wengert());
    }

    @Override
    public String version() {
        Machine machine = Machine.current();
        return machine.version() + ", " + machine.isa() + ", " + machine.blas();
    }

    @Override
    public Task training(Training training) {
        return new Running(open(step(training), training, Worker.threads()), "loss", 0);
    }

    /** The training step, planned. */
    public static Program step(Training training) {
        Optimizer optimizer = Optimizer.parse(training.rule().name().toLowerCase(Locale.ROOT));
        return Program.compile(optimizer.minimize(Lists.loss(training), "loss"));
    }

    /** A session of it with the data bound. */
    public static Opened open(Program step, Training training, int threads) {
        float[] rate = {(float) training.rule().rate()};
        return new Opened(step, threads).bind(training.data()).bind(Optimizer.LEARNING_RATE, rate);
    }

    @Override
    public Task chain(Chain chain) {
        Opened opened = new Opened(Program.compile(Lists.chain(chain)), Worker.threads()).bind("x", chain.x());
        return new Running(opened, "z", 1);
    }

    @Override
    public Model model(Inference inference) {
        Program program = Program.compile(Lists.scores(inference));
        float[] zeros = new float[inference.batch() * inference.inputs()];
        return new Model() {
            @Override
            public Caller caller() {
                return new Asking(new Opened(program, Worker.threads()).bind("x", zeros));
            }

            @Override
            public void close() {}
        };
    }

    /** Runs a session and reads an element of an output. */
    private record Running(Opened opened, Tensor output, int element) implements Task {
        Running(Opened opened, String output, int element) {
            this(opened, opened.session().tensor(output), element);
        }

        @Override
        public double run() {
            opened.session().run();
            return output.getDouble(element);
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    /** Copies examples in and scores out. */
    private record Asking(Opened opened, Tensor x, Tensor scores) implements Model.Caller {
        Asking(Opened opened) {
            this(opened, opened.session().tensor("x"), opened.session().tensor("scores"));
        }

        @Override
        public void call(float[] examples, float[] results) {
            x.copyFrom(examples);
            opened.session().run();
            scores.copyTo(results);
        }

        @Override
        public void close() {
            opened.close();
        }
    }
}
