package dev.wengert.operator;

import dev.wengert.list.Attributes;
import dev.wengert.list.Catalogue;
import dev.wengert.list.Operator;
import dev.wengert.operator.attention.AttentionOperator;
import dev.wengert.operator.convolution.ConvolutionOperator;
import dev.wengert.operator.elementwise.Binary;
import dev.wengert.operator.elementwise.Comparison;
import dev.wengert.operator.elementwise.Elementwise;
import dev.wengert.operator.elementwise.Predicate;
import dev.wengert.operator.elementwise.Unary;
import dev.wengert.operator.index.IndexOperator;
import dev.wengert.operator.linalg.LinalgOperator;
import dev.wengert.operator.loss.LossOperator;
import dev.wengert.operator.normalization.NormalizationOperator;
import dev.wengert.operator.pooling.PoolingOperator;
import dev.wengert.operator.product.ProductOperator;
import dev.wengert.operator.random.RandomOperator;
import dev.wengert.operator.recurrent.RecurrentOperator;
import dev.wengert.operator.reduction.ReductionOperator;
import dev.wengert.operator.shape.ShapeOperator;
import dev.wengert.operator.softmax.SoftmaxOperator;
import dev.wengert.operator.update.UpdateOperator;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The operators of this package: the rows of its tables and the records that its families permit. */
public final class StandardCatalogue implements Catalogue {
    private static final List<Class<? extends Operator>> FAMILIES = List.of(
            Elementwise.class,
            ShapeOperator.class,
            ReductionOperator.class,
            ProductOperator.class,
            LinalgOperator.class,
            SoftmaxOperator.class,
            NormalizationOperator.class,
            LossOperator.class,
            AttentionOperator.class,
            IndexOperator.class,
            RecurrentOperator.class,
            UpdateOperator.class,
            RandomOperator.class,
            ConvolutionOperator.class,
            PoolingOperator.class);

    private final Map<String, Operator> rows = new TreeMap<>();
    private final Map<String, Class<? extends Operator>> records = new TreeMap<>();

    /** For the service loader; use {@link Catalogue#standard()}. */
    public StandardCatalogue() {
        Stream.of(Unary.TABLE, Binary.TABLE, Comparison.TABLE, Predicate.TABLE)
                .flatMap(List::stream)
                .forEach(row -> rows.put(row.name(), row));
        FAMILIES.forEach(this::addRecords);
    }

    private void addRecords(Class<? extends Operator> type) {
        if (type.isRecord()) {
            records.put(Attributes.nameOf(type), type);
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            addRecords(permitted.asSubclass(Operator.class));
        }
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(rows.keySet());
        names.addAll(records.keySet());
        return Collections.unmodifiableSet(names);
    }

    @Override
    public Operator operator(String name, Map<String, Object> attributes) {
        Operator row = rows.get(name);
        if (row != null) {
            Require.that(attributes.isEmpty(), name + " has no attribute " + String.join(", ", attributes.keySet()));
            return row;
        }
        Class<? extends Operator> type = records.get(name);
        if (type == null) {
            throw new IllegalArgumentException("there is no operator '" + name + "'");
        }
        return Attributes.create(type, attributes);
    }
}
