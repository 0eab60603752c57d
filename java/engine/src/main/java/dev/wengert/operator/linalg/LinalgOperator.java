package dev.wengert.operator.linalg;

import dev.wengert.list.Operator;

/** Linear algebra of square matrices {@code (…, n, n)}, for every matrix of a batch. */
public sealed interface LinalgOperator extends Operator
        permits Cholesky,
                TriangularSolve,
                LuFactor,
                LuSolve,
                SolveWithFactors,
                Solve,
                Inv,
                Det,
                Cofactors,
                Slogdet,
                MatrixNorm {}
