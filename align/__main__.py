"""python -m align"""

from align.cli.app import main

main()
