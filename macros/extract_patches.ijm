// Patches with labels from a folder of patients: images *_TOF.*, labels *_vessels.*.
// A patient who cannot be read is skipped, and named in the table.
//
// Options, as key=value:
//   input        folder of patients (sample)
//   output       TIFF file for the patches (patches.tif); a table and a description go beside it
//   patch_size   width and height in pixels: 32, 48, 64, 96 or 128 to train on them (32)
//   per_patient  patches of each patient (500)
//   overwrite    whether the file may be replaced (false)

input = argument("input", "sample");
output = argument("output", "patches.tif");
run("Extract Patches", "folder=[" + input + "] image_pattern=*_TOF.* label_pattern=*_vessels.*"
    + " patch_size=" + argument("patch_size", "32") + " patches_per_patient=" + argument("per_patient", "500")
    + " centred_share=0.8 plane=axial scaling=percentiles seed=1 output=[" + output + "]"
    + " overwrite=" + argument("overwrite", "false") + " show=false");
for (i = 0; i < nResults; i++) {
    print(getResultString("Patient", i) + ": " + getResult("Patches", i) + " patches "
        + getResultString("Note", i));
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
