package dev.wengert.nn.data;

/**
 * What a model is fitted to, and what it is judged by.
 *
 * @param train the training images
 * @param test the test images, of the same size and classes
 */
public record DataSet(LabelledImages train, LabelledImages test) {

    /**
     * Checks that the two fit together.
     *
     * @throws DataException if the sizes of the images or the numbers of classes differ
     */
    public DataSet {
        if (train.rows() != test.rows() || train.columns() != test.columns() || train.classes() != test.classes()) {
            throw new DataException("The training images are " + train.rows() + "×" + train.columns() + " in "
                    + train.classes() + " classes, but the test images are " + test.rows() + "×" + test.columns()
                    + " in "
                    + test.classes() + " classes; they do not belong together.");
        }
    }
}
