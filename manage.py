#!/usr/bin/env python
"""The door for developers; people who run a school use the `houqin` command."""

from houqin.__main__ import main

if __name__ == "__main__":
    main()
