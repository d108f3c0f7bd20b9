"""What the documents show of the program, run and read by the program itself."""
