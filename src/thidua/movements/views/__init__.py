"""Pages of movements: the plan, its guidance, its rounds."""
