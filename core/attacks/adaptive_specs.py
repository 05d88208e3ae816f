"""The attacks that know a defence: on filters, JPEG and detection in the spectrum; and older baselines."""

from core.attacks.specs import AttackSpec, OptionSpec

_SHARE = OptionSpec(
    "delta",
    "Share δ",
    "The most of a filter window's pixels that may be rewritten, 0 to 1; the paper varies it.",
    "float",
    1.0,
    0.0,
    1.0,
)

DEFENCES: tuple[AttackSpec, ...] = (
    AttackSpec(
        "adaptive_median",
        "Adaptive to the median filter",
        "Rewrites the surroundings of each sampled pixel until their median is the sampled pixel's value, so "
        "that the selective median filter restores less, or nothing where the filter has precedence; where "
        "windows overlap both can not be had.",
        "Quiring et al. 2020, §5.5 and appendix C",
        solvers=("fast", "cvxpy"),
        options=(
            _SHARE,
            OptionSpec(
                "keep",
                "Where both can not be had",
                "What stays exact where windows contradict each other: the output or what is filtered.",
                "choice",
                "output",
                choices=(("output", "The output shows the target"), ("filter", "The filter changes nothing")),
            ),
            OptionSpec(
                "sweeps", "Sweeps", "Passes over all windows, which pull at each other.", "int", 8, 1, 1000
            ),
        ),
    ),
    AttackSpec(
        "adaptive_random",
        "Adaptive to the random filter",
        "Sets a share of the pixels around each sampled pixel to its value, so that the selective random "
        "filter is likely to draw it.",
        "Quiring et al. 2020, §5.5",
        solvers=("fast", "cvxpy"),
        options=(
            OptionSpec(
                "delta",
                "Share δ",
                "Share of a filter window set to the value, 0 to 1; less is reached where windows overlap.",
                "float",
                0.2,
                0,
                1,
            ),
        ),
    ),
    AttackSpec(
        "jpeg_aware",
        "Surviving JPEG",
        "Shapes the change so that the output still shows the target after the image was saved as JPEG.",
        "Aliascope's own: gradient through the codec, quantisation passed straight through",
        options=(
            OptionSpec("quality", "JPEG quality", "The quality it has to survive.", "int", 90, 10, 100),
            OptionSpec("steps", "Steps", "Rounds through the codec.", "int", 60, 1, 1000),
        ),
    ),
)

_WINDOW = OptionSpec(
    "radius", "Window", "Cycles per image around each peak that are suppressed.", "int", 5, 0, 64
)
_DECIBELS = OptionSpec(
    "suppression", "Suppression", "By how many dB the change's peaks are pressed down.", "float", 20.0, 0, 80
)

SPECTRAL: tuple[AttackSpec, ...] = (
    AttackSpec(
        "spectrum_suppress",
        "Suppressed peaks",
        "Hides the target without the peaks that sampling leaves in the spectrum; costs visibility.",
        "Quiring et al. 2023 (adaptive attacks on detection), as a least-squares problem of our own",
        options=(_WINDOW, _DECIBELS),
    ),
    AttackSpec(
        "spectrum_fake",
        "Fake peaks",
        "Suppresses the peaks of the target size and plants those of another one.",
        "Quiring et al. 2023 (adaptive attacks on detection), as a least-squares problem of our own",
        options=(
            _WINDOW,
            _DECIBELS,
            OptionSpec("width", "Fake width", "0 for seven tenths of the target's.", "int", 0, 0, 100_000),
            OptionSpec("height", "Fake height", "0 for seven tenths of the target's.", "int", 0, 0, 100_000),
            OptionSpec(
                "strength", "Strength", "Grey levels of the dots that fake them.", "float", 48.0, 1, 128
            ),
        ),
    ),
)

_STEPS = OptionSpec("steps", "Steps", "Steps of Adam.", "int", 3000, 1, 100_000)
_RATE = OptionSpec("rate", "Learning rate", "Adam's, in the variable w.", "float", 0.01, 1e-6, 1.0)
_WEIGHT = OptionSpec("weight", "Weight c", "How much the output's error counts.", "float", 10.0, 1e-6, 1e6)
_PENALTY = "Shafqat, Image Scaling Attacks on Machine Learning Algorithms (2024)"

BASELINES: tuple[AttackSpec, ...] = (
    AttackSpec(
        "penalty_l2",
        "Penalty, L2",
        "The older way: error of the output and change of the image in one sum, minimised by Adam.",
        _PENALTY,
        options=(_STEPS, _RATE, _WEIGHT),
    ),
    AttackSpec(
        "penalty_l0",
        "Penalty, L0",
        "The same, after which the pixels that help least are fixed, and again.",
        _PENALTY,
        norms=("l0",),
        options=(
            _STEPS,
            _RATE,
            _WEIGHT,
            OptionSpec("rounds", "Rounds", "How often pixels are fixed.", "int", 8, 1, 100),
        ),
    ),
    AttackSpec(
        "penalty_linf",
        "Penalty, L∞",
        "The same, with changes above a bound penalised and the bound lowered while it holds.",
        _PENALTY,
        norms=("linf",),
        options=(_STEPS, _RATE, _WEIGHT),
    ),
)
