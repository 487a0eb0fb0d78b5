#@ File (label = "Folder of the template Private Synthetic Patches", style = "directory") folder

# Are synthetic patches real enough, useful enough, safe enough? One report.
# Takes what the template Private Synthetic Patches left in its folder. For your own data give the
# patches that the model was trained on, patches of patients that it has not seen, and, for the
# segmentation test, a folder with volumes of such patients.

from ij import IJ

folder = str(folder)

# 1. Four further heads, P005 to P008: the model has not seen them.
IJ.run("Open Sample Cohort", "patients=8 size=small modalities=TOF seed=1"
    + " output=[" + folder + "/more volumes] overwrite=true show=false")

# 2. Their patches, cut like those of the training.
IJ.run("Extract Patches", "folder=[" + folder + "/more volumes] image_pattern=P00[5-8]_TOF.*"
    + " label_pattern=P00[5-8]_vessels.* patch_size=32 patches_per_patient=500"
    + " output=[" + folder + "/heldout.tif] overwrite=true show=false")

# 3. The report: open report.html in a browser.
IJ.run("Evaluate Synthetic Data", "train=[" + folder + "/patches.tif] held_out=[" + folder + "/heldout.tif]"
    + " synthetic=[" + folder + "/synthetic/synthetic.tif] models=[" + folder + "/model/model.zip]"
    + " test_folder=[" + folder + "/more volumes] image_pattern=P00[5-8]_TOF.*"
    + " label_pattern=P00[5-8]_vessels.* unet_width=8 epochs=4"
    + " output=[" + folder + "/report] overwrite=true")
