import sys

from migrate_filestore.launcher import main

sys.exit(main())
