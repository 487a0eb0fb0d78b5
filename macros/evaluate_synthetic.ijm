// Are synthetic images real enough, useful enough, safe enough? One report.
//
// Runs headless by Veil's launcher, and in Fiji (Plugins > Macros > Run...).
// Without options it makes its own sample data (procedural heads, nobody's scans) and evaluates two
// "synthetic" sets whose answers are known:
//   fresh    patches of other heads: what a perfect model would draw
//   copied   the training patches themselves: what a model that learned by heart would draw
// The report must find the first one good, and the copies of the second.
//
// Options, as key=value:
//   output     folder for the results (out/evaluation)
//   train      your patch set that the model was trained on, with
//   held_out   one of patients that it has not seen,
//   synthetic  one or several generated sets, separated by ;
//   models     their model zips, separated by ; (none)
//   test       folder with volumes and labels of further patients, for the segmentation test (none)
//   test_images, test_labels   which of its files are images (*_TOF.*) and labels (*_vessels.*)
//   epochs     of the networks that are trained for the utility test (4)

out = argument("output", "out/evaluation");
train = argument("train", "");
epochs = argument("epochs", "4");

if (train == "") {
    // Patients 1 to 5 were trained on, 6 to 9 are held out; a perfect model draws others, 10 to 15.
    run("Open Sample Cohort", "patients=15 size=small modalities=TOF site=A seed=11 format=TIFF output=["
        + out + "/data] overwrite=true show=false");
    train = patches("train", "P00[1-5]");
    heldOut = patches("heldout", "P00[6-9]");
    fresh = patches("fresh", "P01[0-5]");
    copied = out + "/copied.tif";
    copySet(train, copied);
    synthetic = fresh + ";" + copied;
    test = out + "/data";
    width = 8;
    images = "P00[6-9]_TOF.*";
    labels = "P00[6-9]_vessels.*";
} else {
    heldOut = argument("held_out", "");
    synthetic = argument("synthetic", "");
    test = argument("test", "");
    width = 16;
    images = argument("test_images", "*_TOF.*");
    labels = argument("test_labels", "*_vessels.*");
}

run("Evaluate Synthetic Data", "train=[" + train + "] held_out=[" + heldOut + "] synthetic=[" + synthetic + "]"
    + " models=[" + argument("models", "") + "] test_folder=[" + test + "] image_pattern=" + images + " label_pattern=" + labels + " unet_width=" + width
    + " epochs=" + epochs + " output=[" + out + "] overwrite=true show=false");
print("Done. Open " + out + "/report.html");

// Patches of 32 x 32 pixels of some patients of the sample cohort.
function patches(name, patients) {
    file = out + "/" + name + ".tif";
    run("Extract Patches", "folder=[" + out + "/data] image_pattern=" + patients + "_TOF.* label_pattern=" + patients
        + "_vessels.* patch_size=32"
        + " patches_per_patient=100 seed=1 output=[" + file + "] overwrite=true show=false");
    return file;
}

// A patch set under another name, with its table and description.
function copySet(from, to) {
    endings = newArray(".tif", ".csv", ".json");
    for (i = 0; i < endings.length; i++) {
        target = replace(to, ".tif", endings[i]);
        if (File.exists(target)) deleted = File.delete(target);
        File.copy(replace(from, ".tif", endings[i]), target);
    }
}

// Value of a key=value pair that the macro was called with.
function argument(key, fallback) {
    text = " " + getArgument() + " ";
    start = indexOf(text, " " + key + "=");
    if (start < 0) return fallback;
    start = start + lengthOf(key) + 2;
    if (substring(text, start, start + 1) == "[") {
        return substring(text, start + 1, indexOf(text, "]", start));
    }
    return substring(text, start, indexOf(text, " ", start));
}
