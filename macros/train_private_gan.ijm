// A generator of such patches, trained with differential privacy.
//
// Options, as key=value:
//   patches     TIFF file that Extract Patches wrote (patches.tif)
//   output      folder for model, statement and charts (model)
//   epsilon     privacy budget that is never exceeded (8)
//   unit        what is protected: patch, volume or patient (patch)
//   iterations  generator steps; 0 takes the preset's (0)
//   batch_size  units expected in a step; 0 takes the preset's (0)
//   minutes     time limit; 0 for none (5)
//   overwrite   whether an earlier model may be replaced (false)

output = argument("output", "model");
run("Train Private GAN", "patches=[" + argument("patches", "patches.tif") + "] output=[" + output + "]"
    + " preset=[quick look] privacy=true target_epsilon=" + argument("epsilon", "8")
    + " unit=" + argument("unit", "patch") + " accountant=RDP iterations=" + argument("iterations", "0")
    + " max_minutes=" + argument("minutes", "5") + " batch_size=" + argument("batch_size", "0")
    + " overwrite=" + argument("overwrite", "false") + " show=false");
print("Trained to epsilon " + getResult("Epsilon", 0) + "; read " + output + "/privacy.html");

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
