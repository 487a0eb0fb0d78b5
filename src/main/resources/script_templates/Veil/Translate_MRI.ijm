// One kind of MR image into another with Veil, learnt from two sets of unpaired scans.
// Runs as it is, on procedural heads that show nobody. For your own scans leave step 1 out and let
// steps 2 and 3 read your folders. All options: Plugins > Macros > Record... and the user guide.

folder = getDirectory("home") + "veil-translation";

// 1. A sample cohort: T1 of four heads, T2 of four others, and T1 of one that nothing was learnt from.
run("Open Sample Cohort", "patients=4 size=small modalities=T1 seed=21"
    + " output=[" + folder + "/t1] overwrite=true show=false");
run("Open Sample Cohort", "patients=4 size=small modalities=T2 seed=22"
    + " output=[" + folder + "/t2] overwrite=true show=false");
run("Open Sample Cohort", "patients=1 size=small modalities=T1 seed=23"
    + " output=[" + folder + "/new] overwrite=true show=false");

// 2. Two networks that translate there and back, and two critics. A longer training is better.
run("Translate MRI (CycleGAN)", "mode=train scans_x=[" + folder + "/t1] files_x=*_T1.*"
    + " scans_y=[" + folder + "/t2] files_y=*_T2.* output=[" + folder + "/model]"
    + " preset=[quick look] identity_weight=-1 max_minutes=5 overwrite=true");

// 3. One synthetic T2 scan for each T1 scan, on the same grid. That by itself promises no privacy.
run("Translate MRI (CycleGAN)", "mode=apply scans_x=[" + folder + "/new] files_x=*_T1.*"
    + " model=[" + folder + "/model/model.zip] direction=[X to Y]"
    + " output=[" + folder + "/translated] overwrite=true");
