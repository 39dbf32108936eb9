"""Who did what, when, with which evidence; written once. A chain is a school's integer key; 0 is the house."""
