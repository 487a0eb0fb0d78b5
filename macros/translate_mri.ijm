// T1 into T2 and back, learnt from two sets of patients of whom nobody has both.
//
// Runs headless by Veil's launcher, and in Fiji (Plugins > Macros > Run...).
// All data are procedural: nobody's scan is in here. The default is short and shows the way only;
// steps=6000 patients=12 gives translations worth looking at, in about half an hour on one core.
//
// Options, as key=value:
//   output     folder for the results (out/translation)
//   patients   heads of each set (2)
//   steps      training steps (60)
//   minutes    time limit of the training; 0 for none (0)
//   size       width and height of the images that the networks see (64)
//   width      channels of the networks' first layers; 0 takes the preset's (0)
//   input      folder of scans to translate in place of three new heads (all *_T1.* in it)
//
// Look at the results in the output folder: model/preview.tif (rows real, translated, translated
// back), model/loss.png, translated/P001_T1_to_T2.nii.gz.

out = argument("output", "out/translation");
patients = argument("patients", "2");
input = argument("input", "");

makeHeads("t1", "T1", patients, 21);
makeHeads("t2", "T2", patients, 22);
run("Translate MRI (CycleGAN)", "mode=train scans_x=[" + out + "/t1] files_x=*_T1.* scans_y=[" + out + "/t2] files_y=*_T2.*"
    + " output=[" + out + "/model] preset=[quick look] steps=" + argument("steps", "60")
    + " max_minutes=" + argument("minutes", "0") + " working_size=" + argument("size", "64")
    + " width=" + argument("width", "0") + " identity_weight=-1 seed=1 overwrite=true show=false");
print("Trained " + getResult("Steps", 0) + " steps; cycle loss " + getResult("total_cycle_loss", 0));

if (input == "") {
    input = out + "/new";
    makeHeads("new", "T1", 3, 23);
}
run("Translate MRI (CycleGAN)", "mode=apply scans_x=[" + input + "] files_x=*_T1.* output=[" + out + "/translated]"
    + " model=[" + out + "/model/model.zip] direction=[X to Y] overwrite=true show=false");
print("The translated scans are in " + out + "/translated");

// Scans of one kind of some heads, in a folder of their own.
function makeHeads(folder, modality, count, seed) {
    run("Open Sample Cohort", "patients=" + count + " size=small modalities=" + modality + " site=A seed=" + seed
        + " format=NIfTI output=[" + out + "/" + folder + "] overwrite=true show=false");
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
