// Synthetic images with labels from a trained model, with its privacy statement beside them.
//
// Options, as key=value:
//   model      model zip that Train Private GAN wrote (model/model.zip)
//   output     folder for the images (synthetic)
//   count      how many (200)
//   format     TIFF stack, TIFF files or NIfTI files (TIFF stack)
//   overwrite  whether existing files may be replaced (false)

output = argument("output", "synthetic");
run("Generate Synthetic Images", "model=[" + argument("model", "model/model.zip") + "]"
    + " count=" + argument("count", "200") + " label_threshold=0.5 output=[" + output + "]"
    + " format=[" + argument("format", "TIFF stack") + "] overwrite=" + argument("overwrite", "false")
    + " show=false");
print("The synthetic images are in " + output);

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
