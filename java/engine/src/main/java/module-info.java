/**
 * The engine: tensors, Wengert lists, operators, transformations, planning and the runner.
 *
 * <p>Packages depend in one direction: {@code tensor ← list ← operator ← differentiate ← control ← custom ← schedule ← runtime ←
 * inspect ← expression}.
 */
module dev.wengert {
    requires dev.wengert.bindings;
    requires static org.jspecify;

    exports dev.wengert.tensor;
    exports dev.wengert.list;
    exports dev.wengert.operator;
    exports dev.wengert.differentiate;
    exports dev.wengert.control;
    exports dev.wengert.custom;
    exports dev.wengert.schedule;
    exports dev.wengert.runtime;
    exports dev.wengert.inspect;
    exports dev.wengert.expression;

    uses dev.wengert.list.Catalogue;

    provides dev.wengert.list.Catalogue with
            dev.wengert.operator.StandardCatalogue,
            dev.wengert.control.ControlCatalogue;
}
