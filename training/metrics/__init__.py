"""What is measured, under which name, and which direction is better.

Images are sRGB, float (N, 3, H, W) in [0, 1] unless a function says otherwise; they are brought to 8 bits before they are
measured (`as_batch`). A metric of a pair returns one value an image, (N,); values are averaged over images last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class MetricInfo:
    """One metric: `better` is `up`, `down`, or `real` where the value of real photos is the goal."""

    name: str
    title: str
    better: Literal["up", "down", "real"]
    unit: str = ""
    digits: int = 3
    note: str = ""


METRICS: dict[str, MetricInfo] = {
    info.name: info
    for info in (
        MetricInfo("psnr", "PSNR", "up", "dB", 2, "mean squared error over pixels and the three channels, peak 1"),
        MetricInfo("psnr_face", "PSNR face", "up", "dB", 2, "inside the convex hull of the 68 landmarks"),
        MetricInfo("ssim", "SSIM", "up", note="RGB, 11 x 11 Gaussian of 1.5 px, valid area; map by torchmetrics"),
        MetricInfo("ssim_face", "SSIM face", "up", note="mean of the SSIM map inside the face hull"),
        MetricInfo("psnr_parts", "PSNR parts", "up", "dB", 2, "inside eyes, brows, nose, mouth and jaw"),
        MetricInfo("ssim_parts", "SSIM parts", "up", note="mean of the SSIM map inside the parts"),
        MetricInfo("psnr_hole", "PSNR hole", "up", "dB", 2, "of the pixels that were hidden"),
        MetricInfo("ssim_hole", "SSIM hole", "up", note="mean of the SSIM map where pixels were hidden"),
        MetricInfo("ssim_luma", "SSIM luma", "up", note="of the luma alone"),
        MetricInfo(
            "ms_ssim", "MS-SSIM", "up", note="as many of the five scales as fit, weights made to sum to 1; torchmetrics"
        ),
        MetricInfo("fsim", "FSIM", "up", note="luminance only"),
        MetricInfo("fsimc", "FSIMc", "up", note="with chrominance"),
        MetricInfo("gmsd", "GMSD", "down"),
        MetricInfo(
            "lpips_squeeze_caffe", "LPIPS", "down", note="SqueezeNet 1.1 (Caffe training) with the v0.1 squeeze heads"
        ),
        MetricInfo("lpips_squeeze_caffe_face", "LPIPS face", "down", note="the same, averaged inside the face hull"),
        MetricInfo(
            "lpips_squeeze_caffe_hole", "LPIPS hole", "down", note="the same, averaged where pixels were hidden"
        ),
        MetricInfo(
            "light_difference",
            "Light",
            "down",
            "levels",
            2,
            "smoothed luma of what was copied against the photo's, of 255 levels",
        ),
        MetricInfo(
            "identity_dlib",
            "Identity",
            "down",
            note="distance of dlib's 128-d descriptors; 0.6 is dlib's same-person bound",
        ),
        MetricInfo(
            "rank_one", "Rank 1", "up", "%", 1, "share whose nearest test photo by dlib's descriptor is their own"
        ),
        MetricInfo("nlda", "NLDA", "up", "%", 1, "recognition by null-space LDA of dlib's descriptors"),
        MetricInfo("landmark_error", "Landmarks", "down", "", 3, "mean distance of the 68 points, in eye distances"),
        MetricInfo("sharpness", "Sharpness", "real", note="Laplacian energy inside the face hull against real photos"),
        MetricInfo("sharpness_hole", "Sharpness hole", "real", note="the same where something was painted"),
        MetricInfo("seam", "Seam", "real", note="gradient across the parts' borders against 5 px inside and outside"),
        MetricInfo("found", "Found again", "up", "%", 1, "share of parts whose own donor ranks first"),
        MetricInfo("faces_found", "Faces found", "up", "%", 1, "share of pictures in which dlib finds a face"),
        MetricInfo("frechet_squeeze", "Frechet", "down", "", 1, "pooled SqueezeNet features; not FID"),
        MetricInfo("kid_squeeze", "Kernel", "down", note="unbiased polynomial MMD of the same features; not KID"),
        MetricInfo(
            "kid_squeeze_hole", "Kernel hole", "down", note="the same of features averaged where something was painted"
        ),
        MetricInfo(
            "match",
            "Match",
            "up",
            note="Pearson's correlation of dlib's descriptors with the photo's; ideal is a little below 1",
        ),
        MetricInfo("ms_per_face", "Time", "down", "ms", 0, "one face, this machine"),
    )
}
