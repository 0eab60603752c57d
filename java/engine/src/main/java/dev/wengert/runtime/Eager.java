package dev.wengert.runtime;

import dev.wengert.list.Assignment;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Evaluation;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.ListException;
import dev.wengert.list.Operator;
import dev.wengert.list.Overwrites;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.Tensor;
import dev.wengert.tensor.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Eager mode: a list whose assignments are computed as they are written, so that Java's own {@code if}, {@code while} and
 * recursion on values decide what is written next.
 *
 * <pre>{@code
 * try (Eager eager = Eager.open()) {
 *     Register x = eager.input("x", tensor);
 *     Register y = x;
 *     while (y.item() < 100) {
 *         y = y.mul(x);
 *     }
 *     double slope = Reverse.gradients(y, List.of(x)).get(0).item();
 * }
 * }</pre>
 *
 * <p>Operators, rules and kernels are those of compiled lists, and give the same bits. Derivatives are written behind what was
 * recorded, and so are computed at once too. Every value is kept until {@link #clear()} or {@link #close()}, as the adjoint may
 * ask for it; after that the tensors given out are closed. For one thread at a time. Closing twice is harmless.
 */
public final class Eager implements AutoCloseable {
    private static final long MOST_PREPARED_BYTES = 64 << 20;
    private static final int MOST_PREPARED = 4096;

    private final Catalogue catalogue;
    private final Workers workers;
    private final MemorySegment pool;
    private final Reserve reserve = new Reserve();
    private final Map<Signature, Prepared> prepared = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Register, Tensor> values = new HashMap<>();
    private final List<Tensor> retained = new ArrayList<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private long preparedBytes;
    private ListBuilder list;
    private boolean closed;

    private record Signature(Operator operator, List<TensorType> types) {}

    private Eager(Workers workers, Catalogue catalogue) {
        this.workers = workers;
        this.catalogue = catalogue;
        this.pool = workers.join();
        this.list = begin();
    }

    /** Eager mode on the caller's thread alone. */
    public static Eager open() {
        return open(Workers.of(1));
    }

    /** Eager mode on these workers. They must stay open until this is closed. */
    public static Eager open(Workers workers) {
        return open(workers, Catalogue.standard());
    }

    /** Eager mode on these workers, with the operators of a catalogue. */
    public static Eager open(Workers workers, Catalogue catalogue) {
        return new Eager(workers, catalogue);
    }

    /** What has been written since the beginning, or since {@link #clear()}. */
    public ListBuilder list() {
        requireOpen();
        return list;
    }

    /**
     * Declares an input that is this tensor: nothing is copied. Until {@link #clear()} it cannot be closed, and should not be
     * written into, as the adjoint reads it.
     *
     * @throws ListException if the name is taken
     * @throws IllegalArgumentException if the tensor lies in an arena that is confined to another thread
     */
    public Register input(String name, Tensor tensor) {
        requireOpen();
        if (!tensor.segment().isAccessibleBy(Thread.currentThread())) {
            throw new IllegalArgumentException("the tensor for " + name
                    + " lies in an arena that is confined to another thread; use Arena.ofShared()");
        }
        Register input = list.input(name, tensor.type());
        tensor.retain();
        retained.add(tensor);
        values.put(input, tensor);
        return input;
    }

    /**
     * Forgets everything that was written; its memory serves what is written next. Registers and tensors from before can be used
     * no more.
     *
     * @throws IllegalStateException if a value is bound to a session
     */
    public void clear() {
        requireOpen();
        forget();
        list = begin();
    }

    /**
     * Gives the memory back and lets go of the inputs.
     *
     * @throws IllegalStateException if a value is bound to a session
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        forget();
        closed = true;
        reserve.close();
        prepared.values().forEach(Prepared::close);
        prepared.clear();
        workers.leave();
    }

    private ListBuilder begin() {
        return WengertList.builder("eager", catalogue, new Values());
    }

    private void forget() {
        reserve.takeBack();
        values.clear();
        retained.forEach(Tensor::release);
        retained.clear();
    }

    private void evaluate(Assignment z) {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("another thread is using this eager list; open one for each thread");
        }
        try {
            requireOpen();
            List<Tensor> y = z.operands().stream().map(this::value).toList();
            if (z.operator().overwrites() == Overwrites.VIEW) {
                values.put(z.result(), y.get(0).view(0, z.result().type()));
                return;
            }
            List<Tensor> results = z.results().stream()
                    .map(result -> reserve.take(result.type()))
                    .toList();
            prepare(z).call(pool, z, y, results);
            for (int i = 0; i < results.size(); i++) {
                values.put(z.result(i), results.get(i));
            }
        } finally {
            busy.set(false);
        }
    }

    private Prepared prepare(Assignment z) {
        Signature signature = new Signature(
                z.operator(), z.operands().stream().map(Register::type).toList());
        Prepared known = prepared.get(signature);
        if (known == null) {
            known = new Prepared(signature.operator, signature.types, catalogue);
            prepared.put(signature, known);
            preparedBytes += known.bytes();
            dropEldest();
        }
        return known;
    }

    /** Lets go of what was called longest ago, but never of the newest. */
    private void dropEldest() {
        Iterator<Prepared> eldest = prepared.values().iterator();
        while (prepared.size() > 1 && (prepared.size() > MOST_PREPARED || preparedBytes > MOST_PREPARED_BYTES)) {
            Prepared dropped = eldest.next();
            eldest.remove();
            preparedBytes -= dropped.bytes();
            dropped.close();
        }
    }

    private Tensor value(Register register) {
        Tensor value = find(register);
        if (value == null) {
            throw new IllegalStateException(register + " has no value: declare it with Eager.input");
        }
        if (!value.segment().scope().isAlive()) {
            throw new IllegalStateException("the arena of the value of " + register + " is closed");
        }
        return value;
    }

    private @Nullable Tensor find(Register register) {
        Tensor value = values.get(register);
        return value != null ? value : register.defaultValue().orElse(null);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this eager list is closed");
        }
    }

    /** What the builder asks; one for each list, so that registers of a list that was cleared have no value. */
    private final class Values implements Evaluation {
        @Override
        public void evaluate(Assignment z) {
            requireCurrent(z.result());
            Eager.this.evaluate(z);
        }

        @Override
        public Tensor value(Register register) {
            requireCurrent(register);
            return Eager.this.value(register);
        }

        private void requireCurrent(Register register) {
            requireOpen();
            if (register.builder() != list) {
                throw new IllegalStateException(register + " was forgotten when the eager list was cleared");
            }
        }
    }
}
