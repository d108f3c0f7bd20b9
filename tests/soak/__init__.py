"""Long runs that are asked for by name: they measure, and look for what short tests cannot find."""
