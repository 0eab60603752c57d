/** Programs to read and to run; the tests run them. */
module dev.wengert.examples {
    requires dev.wengert;
    requires java.compiler;
    requires static org.jspecify;

    exports dev.wengert.examples;

    // Triangle's fields name its registers.
    opens dev.wengert.examples to
            dev.wengert;
}
