package dev.wengert.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxFolderTest {

    private static final String IMAGES = "train-images-idx3-ubyte";
    private static final String LABELS = "train-labels-idx1-ubyte";

    @TempDir
    Path folder;

    @BeforeEach
    void writeThreeImagesOfTwoByThree() throws IOException {
        Files.write(folder.resolve(IMAGES), images(3, 2, 3));
        Files.write(folder.resolve(LABELS), labels(7, 0, 9));
    }

    @Test
    void readsImagesAndLabels() {
        LabelledImages read = new IdxFolder(folder).read(Split.TRAIN);

        assertThat(read.count()).isEqualTo(3);
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.columns()).isEqualTo(3);
        assertThat(read.pixel(0, 0, 0)).isZero();
        assertThat(read.pixel(2, 1, 1)).isEqualTo(16 * 15 % 256);
        assertThat(new int[] {read.label(0), read.label(1), read.label(2)}).containsExactly(7, 0, 9);
    }

    @Test
    void readsCompressedFilesUnderAnyOfTheNames() throws IOException {
        Files.delete(folder.resolve(IMAGES));
        Files.delete(folder.resolve(LABELS));
        Files.write(folder.resolve("train-images.idx3-ubyte.gz"), gzip(images(3, 2, 3)));
        // Compressed or not is decided by the bytes: unpacking tools leave either name behind.
        Files.write(folder.resolve("train-labels.idx1-ubyte"), gzip(labels(1, 2, 3)));

        assertThat(new IdxFolder(folder).read(Split.TRAIN).label(2)).isEqualTo(3);
    }

    @Test
    void readsBackWhatItWrote() {
        LabelledImages drawn = new GeneratedDigits(5).draw(Split.TEST, 20, 1);
        IdxFolder target = new IdxFolder(folder.resolve("new/folder"));
        target.write(Split.TEST, drawn);

        assertThat(target.read(Split.TEST).fingerprint()).isEqualTo(drawn.fingerprint());
    }

    @Test
    void namesAFolderThatIsMissing() {
        assertThatThrownBy(() -> new IdxFolder(folder.resolve("gone")).read())
                .isInstanceOf(DataException.class)
                .hasMessageContaining(folder.resolve("gone") + " does not exist; name a folder");
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() {
        assertThatThrownBy(() -> new IdxFolder(folder.resolve(IMAGES)).read())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is no folder");
    }

    @Test
    void namesAFileThatIsMissing() throws IOException {
        Files.delete(folder.resolve(LABELS));
        assertRefused().hasMessageContaining(folder + " has no file " + LABELS + " or " + LABELS + ".gz");
    }

    @Test
    void refusesAWrongMagicNumber() throws IOException {
        byte[] bytes = images(3, 2, 3);
        bytes[2] = 0x0D;
        Files.write(folder.resolve(IMAGES), bytes);
        assertRefused()
                .hasMessageContaining(IMAGES)
                .hasMessageContaining("wrong magic number: expected 0x00000803 (images), got 0x00000d03");
    }

    @Test
    void noticesThatImagesAndLabelsWereSwapped() throws IOException {
        Files.write(folder.resolve(IMAGES), labels(7, 0, 9));
        assertRefused().hasMessageContaining("got 0x00000801").hasMessageContaining("may have been swapped");
    }

    @Test
    void refusesAFileCutAnywhere() throws IOException {
        byte[] bytes = images(3, 2, 3);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(folder.resolve(IMAGES), Arrays.copyOf(bytes, length));
            assertRefused().hasMessageContaining(IMAGES + " is truncated");
        }
    }

    @Test
    void refusesACompressedFileCutAnywhere() throws IOException {
        byte[] bytes = gzip(images(3, 2, 3));
        for (int length = 2; length < bytes.length; length++) {
            Files.write(folder.resolve(IMAGES), Arrays.copyOf(bytes, length));
            assertRefused().hasMessageContaining(IMAGES + " is truncated");
        }
    }

    @Test
    void refusesACompressedFileThatIsDamaged() throws IOException {
        byte[] bytes = gzip(images(3, 2, 3));
        bytes[bytes.length - 6] ^= 1;
        Files.write(folder.resolve(IMAGES), bytes);
        assertRefused().hasMessageContaining("damaged");
    }

    @Test
    void refusesBytesAfterTheLastImage() throws IOException {
        byte[] bytes = images(3, 2, 3);
        Files.write(folder.resolve(IMAGES), Arrays.copyOf(bytes, bytes.length + 1));
        assertRefused().hasMessageContaining("oversized: bytes follow after the 18 (3×2×3)");
    }

    @Test
    void refusesAHeaderThatPromisesMoreThanMemory() throws IOException {
        for (int[] sizes : new int[][] {{-1, 28, 28}, {Integer.MAX_VALUE, Integer.MAX_VALUE, 1 << 20}}) {
            Files.write(folder.resolve(IMAGES), IdxFile.header(sizes));
            assertRefused().hasMessageContaining("more than the 2 GiB");
        }
        Files.write(folder.resolve(IMAGES), IdxFile.header(60_000, 28, 28));
        assertRefused().hasMessageContaining("promises 47040000 bytes (60000×28×28), but only 0 follow");
    }

    @Test
    void refusesCountsThatDiffer() throws IOException {
        Files.write(folder.resolve(LABELS), labels(1, 2));
        assertRefused().hasMessageContaining("holds 3 images").hasMessageContaining("holds 2 labels");
    }

    @Test
    void refusesALabelThatIsNoDigit() throws IOException {
        Files.write(folder.resolve(LABELS), labels(1, 10, 2));
        assertRefused()
                .hasMessageContaining(LABELS)
                .hasMessageContaining("Label 1 is 10, but labels must be in [0, 9]");
    }

    @Test
    void refusesAFolderWithoutAnyImage() throws IOException {
        Files.write(folder.resolve(IMAGES), IdxFile.header(0, 2, 3));
        Files.write(folder.resolve(LABELS), labels());
        assertRefused().hasMessageContaining("holds no images");
    }

    @Test
    void refusesImagesWithoutPixels() throws IOException {
        Files.write(folder.resolve(IMAGES), IdxFile.header(3, 0, 3));
        assertRefused().hasMessageContaining("must have pixels, these are 0×3");
    }

    @Test
    void refusesTestImagesOfAnotherSize() throws IOException {
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), images(1, 3, 3));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), labels(4));
        assertThatThrownBy(() -> new IdxFolder(folder).read())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("are 2×3 in 10 classes, but the test images are 3×3");
    }

    private AbstractThrowableAssert<?, ?> assertRefused() {
        return assertThatThrownBy(() -> new IdxFolder(folder).read(Split.TRAIN)).isInstanceOf(DataException.class);
    }

    private static byte[] images(int count, int rows, int columns) {
        byte[] header = IdxFile.header(count, rows, columns);
        ByteBuffer file =
                ByteBuffer.allocate(header.length + count * rows * columns).put(header);
        for (int i = 0; file.hasRemaining(); i++) {
            file.put((byte) (15 * i));
        }
        return file.array();
    }

    private static byte[] labels(int... labels) {
        byte[] header = IdxFile.header(labels.length);
        ByteBuffer file = ByteBuffer.allocate(header.length + labels.length).put(header);
        for (int label : labels) {
            file.put((byte) label);
        }
        return file.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
