// Patches of many procedural heads, for studies of chance: options patients, seed, patch_size, per_patient, output.
patients = argument("patients", "240");
out = argument("output", "out/chance");
run("Open Sample Cohort", "patients=" + patients + " size=small modalities=TOF site=A seed=" + argument("seed", "2024")
    + " format=TIFF output=[" + out + "/data] overwrite=true show=false");
run("Extract Patches", "folder=[" + out + "/data] patch_size=" + argument("patch_size", "32") + " patches_per_patient="
    + argument("per_patient", "12") + " seed=1 output=[" + out + "/patches.tif] overwrite=true show=false");

// Value of a key=value pair that the macro was called with.
function argument(key, fallback) {
    text = " " + getArgument() + " ";
    start = indexOf(text, " " + key + "=");
    if (start < 0) return fallback;
    start = start + lengthOf(key) + 2;
    return substring(text, start, indexOf(text, " ", start));
}
