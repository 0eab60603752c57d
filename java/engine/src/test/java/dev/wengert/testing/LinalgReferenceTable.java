package dev.wengert.testing;

import static dev.wengert.testing.ReferenceTable.row;

import dev.wengert.tensor.Axes;
import dev.wengert.tensor.Shape;
import dev.wengert.tensor.TensorType;

/** Linear algebra of one matrix after the other, by elimination and by definition. */
final class LinalgReferenceTable {
    private LinalgReferenceTable() {}

    static void addAll() {
        matrices("cholesky",         (call, y) -> new double[][][] {cholesky(y[0], flag(call, "upper"))});
        matrices("lu_factor",        (call, y) -> factors(y[0]));
        matrices("triangular_solve", (call, y) -> new double[][][] {triangular(call, y[0], y[1])});
        matrices("solve_with_factors", (call, y) -> new double[][][] {solve(y[0], y[1]), factors(y[0])[0], factors(y[0])[1]});
        matrices("inv",              (call, y) -> new double[][][] {solve(y[0], identity(y[0].length))});
        matrices("det",              (call, y) -> new double[][][] {{{det(y[0])}}});
        matrices("slogdet",          (call, y) -> new double[][][] {{{Math.signum(det(y[0]))}}, {{Math.log(Math.abs(det(y[0])))}}});
        matrices("cofactors",        (call, y) -> new double[][][] {cofactors(y[0])});
        row("solve",                 LinalgReferenceTable::solve);
        row("lu_solve",              LinalgReferenceTable::luSolve);
        row("matrix_norm",           LinalgReferenceTable::norm);
    }

    /** Results of one matrix of the batch. */
    private interface OfOne {
        double[][][] results(Call call, double[][][] operands);
    }

    private static boolean flag(Call call, String name) {
        return call.attributes().containsKey(name) && call.flag(name);
    }

    private static void matrices(String name, OfOne one) {
        row(name, call -> {
            boolean isNumber = name.endsWith("det");
            Shape first = call.z().get(0).shape();
            Shape batch = isNumber ? first : first.slice(0, first.rank() - 2);
            double[][] z = new double[call.z().size()][];
            for (int i = 0; i < z.length; i++) {
                z[i] = new double[Math.toIntExact(call.z().get(i).size())];
            }
            for (int b = 0; b < batch.size(); b++) {
                double[][][] y = new double[call.y().size()][][];
                for (int i = 0; i < y.length; i++) {
                    y[i] = matrix(call, i, call.shape(i), batch, b);
                }
                double[][][] results = one.results(call, y);
                for (int i = 0; i < z.length; i++) {
                    put(z[i], results[i], b);
                }
            }
            return z;
        });
    }

    /** Matrix {@code b} of the batch of an operand that is seen in another shape. */
    private static double[][] matrix(Call call, int operand, Shape shape, Shape batch, int b) {
        int rows = Math.toIntExact(shape.dim(-2));
        int cols = Math.toIntExact(shape.dim(-1));
        long at = Call.index(Call.coordinates(b, batch), shape.slice(0, shape.rank() - 2));
        double[][] matrix = new double[rows][cols];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < cols; j++) {
                matrix[i][j] = call.at(operand, (at * rows + i) * cols + j);
            }
        }
        return matrix;
    }

    private static void put(double[] z, double[][] matrix, int b) {
        int at = 0;
        for (double[] line : matrix) {
            for (double element : line) {
                z[b * matrix.length * line.length + at++] = element;
            }
        }
    }

    private static double[][] cholesky(double[][] x, boolean upper) {
        int n = x.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = (x[i][j] + x[j][i]) / 2;
                for (int p = 0; p < j; p++) {
                    rest -= l[i][p] * l[j][p];
                }
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
        return upper ? transposed(l) : l;
    }

    /** The factors in one matrix, and the order of the rows. */
    private static double[][][] factors(double[][] x) {
        int n = x.length;
        double[][] lu = new double[n][];
        double[][] order = new double[1][n];
        for (int i = 0; i < n; i++) {
            lu[i] = x[i].clone();
            order[0][i] = i;
        }
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int i = k; i < n; i++) {
                best = Math.abs(lu[i][k]) > Math.abs(lu[best][k]) ? i : best;
            }
            double[] line = lu[k];
            lu[k] = lu[best];
            lu[best] = line;
            double row = order[0][k];
            order[0][k] = order[0][best];
            order[0][best] = row;
            for (int i = k + 1; i < n; i++) {
                lu[i][k] /= lu[k][k];
                for (int j = k + 1; j < n; j++) {
                    lu[i][j] -= lu[i][k] * lu[k][j];
                }
            }
        }
        return new double[][][] {lu, order};
    }

    private static double[][] solve(double[][] a, double[][] b) {
        double[][][] factors = factors(a);
        return solve(factors[0], factors[1][0], b);
    }

    private static double[][] solve(double[][] lu, double[] order, double[][] b) {
        int n = lu.length;
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            x[i] = b[(int) order[i]].clone();
            for (int p = 0; p < i; p++) {
                subtract(x[i], lu[i][p], x[p], 1);
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int p = i + 1; p < n; p++) {
                subtract(x[i], lu[i][p], x[p], 1);
            }
            subtract(x[i], 0, x[i], lu[i][i]);
        }
        return x;
    }

    private static void subtract(double[] from, double factor, double[] line, double divisor) {
        for (int j = 0; j < from.length; j++) {
            from[j] = (from[j] - factor * line[j]) / divisor;
        }
    }

    private static double[][] triangular(Call call, double[][] a, double[][] b) {
        int n = a.length;
        double[][] op = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int row = call.flag("transpose") ? j : i;
                int column = call.flag("transpose") ? i : j;
                boolean read = call.flag("upper") ? row <= column : row >= column;
                op[i][j] = i == j && call.flag("unitriangular") ? 1 : read ? a[row][column] : 0;
            }
        }
        return call.flag("left") ? solve(op, b) : transposed(solve(transposed(op), transposed(b)));
    }

    private static double[][] solve(Call call) {
        Shape of = call.shape(0);
        Shape given = call.shape(1);
        boolean left = !call.attributes().containsKey("left") || call.flag("left");
        boolean vectors = given.rank() == 1 || given.equals(of.slice(0, of.rank() - 1));
        Shape right = vectors ? given.insert(given.rank(), 1) : given;
        Shape batch = of.slice(0, of.rank() - 2).broadcast(right.slice(0, right.rank() - 2));
        double[] z = new double[call.size()];
        for (int k = 0; k < batch.size(); k++) {
            double[][] a = matrix(call, 0, of, batch, k);
            double[][] b = matrix(call, 1, right, batch, k);
            put(z, left ? solve(a, b) : transposed(solve(transposed(a), transposed(b))), k);
        }
        return new double[][] {z};
    }

    /** With a put together from its factors: row order[i] of a is row i of L·U. */
    private static double[][] luSolve(Call call) {
        Shape batch = call.shape(0).slice(0, call.shape(0).rank() - 2);
        double[] z = new double[call.size()];
        for (int k = 0; k < batch.size(); k++) {
            double[][] lu = matrix(call, 0, call.shape(0), batch, k);
            double[] order = matrix(call, 1, batch.insert(batch.rank(), 1).insert(batch.rank() + 1, lu.length), batch, k)[0];
            double[][] a = new double[lu.length][lu.length];
            for (int i = 0; i < lu.length; i++) {
                for (int j = 0; j < lu.length; j++) {
                    for (int p = 0; p <= Math.min(i, j); p++) {
                        a[(int) order[i]][j] += (i == p ? 1 : lu[i][p]) * lu[p][j];
                    }
                }
            }
            put(z, solve(flag(call, "transpose") ? transposed(a) : a, matrix(call, 2, call.shape(2), batch, k)), k);
        }
        return new double[][] {z};
    }

    private static double det(double[][] x) {
        int n = x.length;
        if (n == 0) {
            return 1;
        }
        double sum = 0;
        for (int j = 0; n <= 4 && j < n; j++) {
            sum += x[0][j] * (j % 2 == 0 ? 1 : -1) * det(without(x, 0, j));
        }
        if (n <= 4) {
            return sum;
        }
        double[][][] factors = factors(x);
        double product = 1;
        for (int i = 0; i < n; i++) {
            product *= factors[0][i][i];
            for (int j = 0; j < i; j++) {
                product *= factors[1][0][j] > factors[1][0][i] ? -1 : 1;
            }
        }
        return product;
    }

    private static double[][] without(double[][] x, int row, int column) {
        double[][] rest = new double[x.length - 1][x.length - 1];
        for (int i = 0; i < rest.length; i++) {
            for (int j = 0; j < rest.length; j++) {
                rest[i][j] = x[i < row ? i : i + 1][j < column ? j : j + 1];
            }
        }
        return rest;
    }

    private static double[][] cofactors(double[][] x) {
        double[][] y = new double[x.length][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i][j] = ((i + j) % 2 == 0 ? 1 : -1) * det(without(x, i, j));
            }
        }
        return y;
    }

    private static double[][] norm(Call call) {
        Shape shape = call.shape(0);
        Axes axes = call.axes("axes");
        String order = (String) call.attribute("order");
        int rows = Axes.normalize(axes.get(0), shape.rank());
        int cols = Axes.normalize(axes.get(1), shape.rank());
        Shape kept = shape.reduce(axes, true);
        TensorType z = call.z().get(0);
        double[] norms = new double[Math.toIntExact(z.size())];
        for (int k = 0; k < norms.length; k++) {
            long[] at = Call.coordinates(k, kept);
            double squares = 0;
            double least = Double.POSITIVE_INFINITY;
            double greatest = 0;
            int outer = order.endsWith("1") ? cols : rows;
            int inner = order.endsWith("1") ? rows : cols;
            for (long i = 0; i < shape.dim(outer); i++) {
                double sum = 0;
                for (long j = 0; j < shape.dim(inner); j++) {
                    at[outer] = i;
                    at[inner] = j;
                    double x = call.at(0, Call.index(at, shape));
                    squares += x * x;
                    sum += Math.abs(x);
                }
                least = Math.min(least, sum);
                greatest = Math.max(greatest, sum);
            }
            norms[k] = order.equals("fro") ? Math.sqrt(squares) : order.startsWith("-") ? least : greatest;
        }
        return new double[][] {norms};
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double[][] transposed(double[][] x) {
        int cols = x.length == 0 ? 0 : x[0].length;
        double[][] y = new double[cols][x.length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < cols; j++) {
                y[j][i] = x[i][j];
            }
        }
        return y;
    }
}
