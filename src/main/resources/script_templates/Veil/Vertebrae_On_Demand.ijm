// Synthetic images of the class you ask for, with Veil, step by step.
// Runs as it is, on procedural spines that show nobody. For your own volumes leave step 1 out and
// give step 2 your folder and a table with the columns patient, slice, x, y and class.

folder = getDirectory("home") + "veil-spine";

// 1. A sample cohort: sagittal slices of eight spines, and the table of their vertebrae.
run("Open Sample Cohort", "anatomy=spine patients=8 size=small modalities=T2 seed=1"
    + " output=[" + folder + "/volumes] overwrite=true show=false");

// 2. A patch of 32 x 32 pixels around every vertebra in every slice, with its class.
run("Extract Patches", "folder=[" + folder + "/volumes] image_pattern=*_T2.* label_pattern=*_vertebrae.*"
    + " positions=[" + folder + "/volumes/positions.csv] patch_size=32"
    + " output=[" + folder + "/patches.tif] overwrite=true show=false");

// 3. A generator that is told the class. For data of patients set privacy=true.
run("Train Private GAN", "patches=[" + folder + "/patches.tif] output=[" + folder + "/model]"
    + " preset=[quick look] kind=[conditional (projection critic)] conditions=class"
    + " privacy=false max_minutes=5 overwrite=true");

// 4. Exactly as many images of each class as you like, and the way from one class to another.
run("Generate Synthetic Images", "model=[" + folder + "/model/model.zip] counts=[L1:200, L5:50]"
    + " strip=[L1 to L5] output=[" + folder + "/synthetic] overwrite=true");
