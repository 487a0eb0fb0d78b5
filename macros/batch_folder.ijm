// The same work for every cohort of a folder: each sub-folder (a site, a study) gets its patches
// and, if asked for, its private model and synthetic images.
//
//   input/site-a/P001_TOF.nii.gz, P001_vessels.nii.gz, ...   ->  output/site-a/patches.tif, model/, synthetic/
//   input/site-b/...                                         ->  output/site-b/...
//
// A patient who cannot be read is skipped and listed in its cohort's report.csv; the others go on.
// What exists already is kept, unless overwrite=true. Without Fiji the exit status is 3 when anything
// was skipped; with --keep-going a whole cohort that fails does not stop the others either.
//
// Options, as key=value:
//   input        folder of folders (cohorts)
//   output       folder for the results (batch)
//   patch_size   width and height in pixels (32)
//   per_patient  patches of each patient (500)
//   train        whether to train a model and draw images as well (false)
//   iterations   generator steps; 0 takes the preset's (0)
//   overwrite    whether to do again what exists (false)

var input = argument("input", "cohorts");
var output = argument("output", "batch");
var overwrite = argument("overwrite", "false");
var train = argument("train", "false");
File.makeDirectory(output);
names = getFileList(input);
for (n = 0; n < names.length; n++) {
    if (endsWith(names[n], "/")) {
        name = substring(names[n], 0, lengthOf(names[n]) - 1);
        doCohort(name);
    }
}
print("The results are in " + output);

function doCohort(name) {
    folder = output + "/" + name;
    if (isMissing(folder + "/patches.tif")) {
        run("Clear Results");
        run("Extract Patches", "folder=[" + input + "/" + name + "] patch_size=" + argument("patch_size", "32")
            + " patches_per_patient=" + argument("per_patient", "500") + " seed=1"
            + " output=[" + folder + "/patches.tif] overwrite=true show=false");
        saveReport(folder + "/report.csv");
    }
    if (train == "true" && File.exists(folder + "/patches.tif")) {
        if (isMissing(folder + "/model/model.zip")) {
            run("Train Private GAN", "patches=[" + folder + "/patches.tif] output=[" + folder + "/model]"
                + " preset=[quick look] privacy=true target_epsilon=8 iterations=" + argument("iterations", "0")
                + " overwrite=true show=false");
        }
        if (isMissing(folder + "/synthetic/synthetic.tif")) {
            run("Generate Synthetic Images", "model=[" + folder + "/model/model.zip] count=200"
                + " output=[" + folder + "/synthetic] overwrite=true show=false");
        }
    }
}

// What became of each patient.
function saveReport(file) {
    report = "patient,patches,note\n";
    for (i = 0; i < nResults; i++) {
        report = report + getResultString("Patient", i) + "," + getResult("Patches", i)
            + ",\"" + replace(getResultString("Note", i), "\"", "'") + "\"\n";
    }
    File.saveString(report, file);
}

// Whether a result is still to be made.
function isMissing(file) {
    if (File.exists(file) && overwrite != "true") {
        print("kept: " + file);
        return false;
    }
    return true;
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
