"""Is something hidden here? Detectors, their calibration, and the inspection that fuses them."""
