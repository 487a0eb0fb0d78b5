// Images of any vertebra on demand: a conditional GAN of the vertebral units C3 to L5.
//
// Runs headless by Veil's launcher, and in Fiji (Plugins > Macros > Run...).
// Makes procedural spines (nobody's scans), cuts a patch around every vertebra in every slice,
// trains a model that is told the class, draws as many images of each class as asked for, and
// evaluates them: does a classifier learn the vertebrae from synthetic images alone?
//
// Options, as key=value:
//   output     folder for the results (out/spine)
//   patients   spines to train on (8); 91 give about 10,000 patches
//   minutes    time limit of the training (1); good images of 22 classes take an hour
//   epsilon    privacy budget for a patch, 0 for training without privacy (0)
//   counts     what to draw (each:20)
//   epochs     of the classifiers in the evaluation (6)

out = argument("output", "out/spine");
patients = parseInt(argument("patients", "8"));
epsilon = parseFloat(argument("epsilon", "0"));

// The last four patients are held out: no model sees them.
run("Open Sample Cohort", "anatomy=spine patients=" + (patients + 4) + " size=small modalities=T2 site=A seed=21"
    + " format=TIFF output=[" + out + "/volumes] overwrite=true show=false");
train = patches("train", 1, patients);
heldOut = patches("heldout", patients + 1, patients + 4);

privacy = " privacy=false";
if (epsilon > 0) privacy = " privacy=true target_epsilon=" + epsilon;
run("Train Private GAN", "patches=[" + train + "] output=[" + out + "/model] preset=[quick look]"
    + " kind=[conditional (projection critic)] conditions=class" + privacy
    + " iterations=100000 max_minutes=" + argument("minutes", "1") + " seed=1 overwrite=true show=false");

// Exactly as many of each class as asked for, and a picture of the way from C3 to L5.
run("Generate Synthetic Images", "model=[" + out + "/model/model.zip] counts=[" + argument("counts", "each:20")
    + "] strip=[C3 to L5] seed=1 output=[" + out + "/synthetic] overwrite=true show=false");

run("Evaluate Synthetic Data", "train=[" + train + "] held_out=[" + heldOut + "] synthetic=["
    + out + "/synthetic/synthetic.tif] models=[" + out + "/model/model.zip] epochs=" + argument("epochs", "6")
    + " output=[" + out + "/evaluation] overwrite=true show=false");
print("Done. Open " + out + "/evaluation/report.html and " + out + "/synthetic/strip.png");

// Patches of 64 mm around the vertebrae of some of the patients, with class, age, sex and site.
function patches(name, first, last) {
    images = "";
    for (i = first; i <= last; i++) {
        images = images + "," + IJ.pad(i, 3);
    }
    file = out + "/" + name + ".tif";
    run("Extract Patches", "folder=[" + out + "/volumes] image_pattern=P{" + substring(images, 1) + "}_T2.*"
        + " label_pattern=P{" + substring(images, 1) + "}_vertebrae.*"
        + " positions=[" + out + "/volumes/positions.csv] patch_size=32 plane=axial"
        + " output=[" + file + "] overwrite=true show=false");
    return file;
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
