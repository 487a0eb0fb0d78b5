// From volumes of patients to private synthetic patches with Veil, step by step.
// Runs as it is, on procedural heads that show nobody. For your own volumes leave step 1 out and
// let step 2 read your folder. All options: Plugins > Macros > Record... and the user guide.

folder = getDirectory("home") + "veil-example";

// 1. A sample cohort: volumes and vessel labels of four heads.
run("Open Sample Cohort", "patients=4 size=small modalities=TOF seed=1"
    + " output=[" + folder + "/volumes] overwrite=true show=false");

// 2. Patches of 32 x 32 pixels with their labels, the same number from each patient.
run("Extract Patches", "folder=[" + folder + "/volumes] patch_size=32 patches_per_patient=500"
    + " output=[" + folder + "/patches.tif] overwrite=true show=false");

// 3. A generator trained with differential privacy. Every run on the same patients adds to what
//    the ledger in the output folder says they have given away.
run("Train Private GAN", "patches=[" + folder + "/patches.tif] output=[" + folder + "/model]"
    + " preset=[quick look] privacy=true target_epsilon=8 max_minutes=2 overwrite=true");

// 4. As many synthetic patches as you like, with their labels: no further privacy is spent.
run("Generate Synthetic Images", "model=[" + folder + "/model/model.zip] count=200"
    + " output=[" + folder + "/synthetic] overwrite=true");
