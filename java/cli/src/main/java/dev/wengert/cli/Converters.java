package dev.wengert.cli;

import dev.wengert.nn.Optimizer;
import dev.wengert.tensor.DType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From what users type to values, with an error that says what may be typed. */
final class Converters {

    private Converters() {}

    /** Such as {@code adam}. */
    static final class ToOptimizer implements ITypeConverter<Optimizer> {
        @Override
        public Optimizer convert(String text) {
            try {
                return Optimizer.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** {@code f32} or {@code f64}. */
    static final class ToReal implements ITypeConverter<DType> {
        @Override
        public DType convert(String text) {
            for (DType dtype : DType.values()) {
                if (dtype.isReal() && dtype.toString().equals(text)) {
                    return dtype;
                }
            }
            throw new TypeConversionException("expected f32 or f64, found '" + text + "'");
        }
    }

    /** A whole number of at least 1. */
    static final class ToCount implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int count;
            try {
                count = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                count = 0;
            }
            if (count < 1) {
                throw new TypeConversionException("expected a whole number of at least 1, found '" + text + "'");
            }
            return count;
        }
    }

    /** A finite number above 0. */
    static final class ToPositive implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double number;
            try {
                number = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                number = Double.NaN;
            }
            if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
                throw new TypeConversionException("expected a number above 0, found '" + text + "'");
            }
            return number;
        }
    }
}
