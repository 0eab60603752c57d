/**
 * Calls into libwengert and a CBLAS library: what jextract wrote, for the engine alone.
 *
 * <p>Symbols are looked up when a function is first touched, among the libraries that this module's class loader has
 * loaded with {@code System.load}.
 */
module dev.wengert.bindings {
    exports dev.wengert.bindings;
}
