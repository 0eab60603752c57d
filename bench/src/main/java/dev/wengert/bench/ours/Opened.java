package dev.wengert.bench.ours;

import dev.wengert.bench.workload.Batch;
import dev.wengert.list.WengertList;
import dev.wengert.runtime.Program;
import dev.wengert.runtime.Session;
import dev.wengert.runtime.Workers;
import dev.wengert.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A session with the tensors that are bound to it and the workers that it runs on. */
public final class Opened implements AutoCloseable {
    private final Workers workers;
    private final Session session;
    private final List<Tensor> tensors = new ArrayList<>();

    /** Opens a session on so many threads of its own. */
    public Opened(Program program, int threads) {
        workers = Workers.of(threads);
        session = program.open(workers);
    }

    /** The session. */
    public Session session() {
        return session;
    }

    /** Binds a copy of the numbers, if the list has that input. */
    public Opened bind(String name, float[] numbers) {
        list().find(name).ifPresent(input -> bind(name, Tensor.of(input.type().shape(), numbers)));
        return this;
    }

    /** Binds a copy of the numbers, if the list has that input. */
    public Opened bind(String name, int[] numbers) {
        list().find(name).ifPresent(input -> bind(name, Tensor.of(input.type().shape(), numbers)));
        return this;
    }

    /** Binds what the list has inputs for. */
    public Opened bind(Batch data) {
        return bind("x", data.x())
                .bind("indices", data.indices())
                .bind("labels", data.labels())
                .bind("targets", data.targets());
    }

    private void bind(String name, Tensor tensor) {
        tensors.add(tensor);
        session.bind(name, tensor);
    }

    private WengertList list() {
        return session.program().list();
    }

    @Override
    public void close() {
        session.close();
        tensors.forEach(Tensor::close);
        workers.close();
    }
}
