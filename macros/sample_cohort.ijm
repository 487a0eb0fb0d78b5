// Sample data in one step: procedural heads as MRI volumes with the mask of their arteries.
// Nobody's scan is in here.
//
// Options, as key=value:
//   output    folder for the volumes (sample)
//   patients  how many heads (3)
//   size      small, medium or full (small)
//   seed      the same seed makes the same heads (1)

output = argument("output", "sample");
run("Open Sample Cohort", "anatomy=head patients=" + argument("patients", "3") + " size=" + argument("size", "small")
    + " modalities=TOF site=A seed=" + argument("seed", "1") + " tissues=false output=[" + output + "]"
    + " format=NIfTI overwrite=true show=false");
print("The sample cohort is in " + output);

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
