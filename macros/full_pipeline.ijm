// From volumes to private synthetic images: sample cohort, patches, training, images.
// quickstart.ijm does more (a public model first, pictures at the end); this is the plain way.
//
// Options, as key=value:
//   output      folder for everything (pipeline)
//   patients    heads of the sample cohort (3)
//   size        small, medium or full (small)
//   iterations  generator steps; 0 takes the preset's (0)
//   minutes     time limit of the training (2)
//   input       a folder of your own patients (*_TOF.*, *_vessels.*) in place of the sample cohort

output = argument("output", "pipeline");
input = argument("input", "");
if (input == "") {
    input = output + "/volumes";
    run("Open Sample Cohort", "patients=" + argument("patients", "3") + " size=" + argument("size", "small")
        + " seed=1 format=NIfTI output=[" + input + "] overwrite=true show=false");
}
run("Extract Patches", "folder=[" + input + "] patch_size=32 patches_per_patient=500 centred_share=0.8"
    + " seed=1 output=[" + output + "/patches.tif] overwrite=true show=false");
run("Train Private GAN", "patches=[" + output + "/patches.tif] output=[" + output + "/model]"
    + " preset=[quick look] privacy=true target_epsilon=8 iterations=" + argument("iterations", "0")
    + " max_minutes=" + argument("minutes", "2") + " overwrite=true show=false");
print("Epsilon " + getResult("Epsilon", 0) + " after " + getResult("Iterations", 0) + " iterations");
run("Generate Synthetic Images", "model=[" + output + "/model/model.zip] count=100"
    + " output=[" + output + "/synthetic] overwrite=true show=false");
print("The images are in " + output + "/synthetic, the statement in " + output + "/model/privacy.html");

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
