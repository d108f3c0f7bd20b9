"""`python -m bot`, which is also what the console script `readout` runs."""

import sys

from bot.cli.run import main

if __name__ == "__main__":
    sys.exit(main())
