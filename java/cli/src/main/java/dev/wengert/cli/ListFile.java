package dev.wengert.cli;

import dev.wengert.inspect.Evaluated;
import dev.wengert.list.ListException;
import dev.wengert.list.WengertList;
import dev.wengert.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A list in a text file. */
final class ListFile {

    private ListFile() {}

    /**
     * The list of a file.
     *
     * @throws ListException if it cannot be read: it names the file and the line
     */
    static WengertList read(Path file) {
        try {
            return WengertList.parse(Files.readString(file));
        } catch (ListException e) {
            throw new ListException(file + ", " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new ListException("there is no file " + file, e);
        } catch (IOException e) {
            throw new ListException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Values for registers of a list, each as {@code NAME=VALUE}. */
    static Map<String, Tensor> values(CommandSpec spec, WengertList list, List<String> values) {
        try {
            return Evaluated.read(list, values.toArray(String[]::new));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
