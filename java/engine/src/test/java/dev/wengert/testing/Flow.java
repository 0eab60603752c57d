package dev.wengert.testing;

import dev.wengert.list.Assignment;
import dev.wengert.list.Buffer;
import dev.wengert.list.Copies;
import dev.wengert.list.HostFunction;
import dev.wengert.list.ListBuilder;
import dev.wengert.list.Lowering;
import dev.wengert.list.Register;
import dev.wengert.list.WengertList;
import dev.wengert.operator.Operators;
import dev.wengert.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Operators with lists in them, lowered as plainly as can be, to test what schedules make of loops and branches. */
public final class Flow {
    private Flow() {}

    private static List<Buffer> operands(Assignment z, Lowering out) {
        return IntStream.range(0, z.operands().size()).mapToObj(out::operand).toList();
    }

    private static List<Buffer> results(Assignment z, Lowering out) {
        return IntStream.range(0, z.results().size()).mapToObj(out::result).toList();
    }

    private static long bytes(Register register) {
        return register.type().byteSize();
    }

    private static List<TensorType> types(List<Register> registers) {
        return registers.stream().map(Register::type).toList();
    }

    /**
     * The last carries and the stacked other outputs of a body. Its inputs are the carries, so many slices of what is stacked
     * over the steps, and what stays.
     */
    public record Loop(WengertList body, int carries, int slices, long times) implements Plain {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            List<TensorType> types = new ArrayList<>(types(body.outputs()));
            for (int i = carries; i < types.size(); i++) {
                types.set(
                        i,
                        new TensorType(
                                types.get(i).dtype(), types.get(i).shape().insert(0, times)));
            }
            return types;
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            List<Buffer> given = new ArrayList<>(operands(z, out));
            List<Buffer> wanted = new ArrayList<>();
            for (int i = 0; i < carries; i++) {
                wanted.add(out.result(i));
                out.copy(given.get(i), wanted.get(i), bytes(z.result(i)));
                given.set(i, wanted.get(i));
            }
            for (int i = carries; i < carries + slices; i++) {
                given.set(i, out.pointer(bytes(body.inputs().get(i))));
            }
            for (int i = carries; i < z.results().size(); i++) {
                wanted.add(out.isRead(i) ? out.pointer(bytes(body.outputs().get(i))) : Buffer.NONE);
            }
            out.repeat(times, counter -> {
                for (int i = carries; i < carries + slices; i++) {
                    long each = bytes(body.inputs().get(i));
                    out.point(given.get(i), out.operand(i), counter, 0, each);
                }
                for (int i = carries; i < wanted.size(); i++) {
                    if (out.isRead(i)) {
                        long each = bytes(body.outputs().get(i));
                        out.point(wanted.get(i), out.result(i), counter, 0, each);
                    }
                }
                out.inline(body, given, wanted, carries);
            });
        }

        /** What the loop stands for, written out. */
        public List<Register> unrolled(List<Register> operands) {
            List<Register> carry = new ArrayList<>(operands.subList(0, carries));
            List<List<Register>> stacked = new ArrayList<>();
            for (int t = 0; t < times; t++) {
                List<Register> inputs = new ArrayList<>(carry);
                for (int i = carries; i < operands.size(); i++) {
                    Register x = operands.get(i);
                    inputs.add(i < carries + slices ? x.select(0, t) : x);
                }
                Copies copies = new Copies();
                for (int i = 0; i < inputs.size(); i++) {
                    copies.put(body.inputs().get(i), inputs.get(i));
                }
                ListBuilder list = operands.get(0).builder();
                for (Assignment assignment : body.assignments()) {
                    List<Register> y =
                            assignment.operands().stream().map(copies::of).toList();
                    List<Register> z = assignment.operator() instanceof Loop inner
                            ? inner.unrolled(y)
                            : list.anew(() -> list.apply(assignment.operator(), y));
                    for (int i = 0; i < z.size(); i++) {
                        copies.put(assignment.result(i), z.get(i));
                    }
                }
                List<Register> outputs = body.outputs().stream().map(copies::of).toList();
                carry = new ArrayList<>(outputs.subList(0, carries));
                stacked.add(outputs.subList(carries, outputs.size()));
            }
            List<Register> results = new ArrayList<>(carry);
            for (int i = 0; i < body.outputs().size() - carries; i++) {
                int output = i;
                List<Register> parts =
                        stacked.stream().map(step -> step.get(output)).toList();
                results.add(Operators.stack(0, parts.toArray(Register[]::new)));
            }
            return results;
        }
    }

    /** What one of two lists gives. */
    public record Branch(WengertList then, WengertList otherwise) implements Plain {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return types(then.outputs());
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            List<Buffer> given = operands(z, out).subList(1, z.operands().size());
            out.choose(
                    out.operand(0),
                    () -> out.inline(then, given, results(z, out), 0),
                    () -> out.inline(otherwise, given, results(z, out), 0));
        }
    }

    /** What is left when a test no longer holds. */
    public record LoopWhile(WengertList test, WengertList body) implements Plain {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return types(body.outputs());
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            Buffer holds = out.scratch(1);
            for (int i = 0; i < z.results().size(); i++) {
                out.copy(out.operand(i), out.result(i), bytes(z.result(i)));
            }
            List<Buffer> carried = results(z, out);
            out.loopWhile(
                    () -> {
                        out.inline(test, carried, List.of(holds), 0);
                        return holds;
                    },
                    () -> out.inline(body, carried, carried, carried.size()));
        }
    }

    /** A result of the first operand's type, which Java computes: the function is given the result, then the operands. */
    public record InJava(HostFunction function) implements Plain {
        @Override
        public List<TensorType> infer(List<TensorType> operands) {
            return operands.subList(0, 1);
        }

        @Override
        public void lower(Assignment z, Lowering out) {
            List<Buffer> buffers = new ArrayList<>(results(z, out));
            buffers.addAll(operands(z, out));
            out.host(function, buffers.toArray(Buffer[]::new));
        }
    }
}
