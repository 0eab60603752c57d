/** Programs to read and to run; the tests run them. */
module dev.wengert.examples {
    requires dev.wengert;
    requires static org.jspecify;

    exports dev.wengert.examples;
}
