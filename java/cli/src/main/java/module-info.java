/** The command line: train, eval, info, list, run, operators. */
module dev.wengert.cli {
    requires dev.wengert.nn;
    requires info.picocli;
    requires static org.jspecify;

    // picocli finds options by reflection.
    opens dev.wengert.cli to
            info.picocli;
}
