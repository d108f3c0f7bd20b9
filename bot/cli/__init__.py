"""The command line: every door to Readout that is not a chat room."""
